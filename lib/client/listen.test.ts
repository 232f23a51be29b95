import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError, createClient } from "./client.ts";
import { listen, OtherServer } from "./listen.ts";

/** A server whose answers the test decides, and a receiver. */
let serverAnswers: (path: string) => { status?: number; body: unknown; date?: string } | Error;
let copies: string[];
let receiver: Server;
let url: string;

beforeEach(async () => {
  copies = [];
  receiver = createServer((request, response) => {
    copies.push(String(request.headers["x-attempt"]));
    response.end();
  });
  await new Promise<void>((done) => receiver.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
});
afterEach(() => receiver.close());

const client = createClient({
  baseUrl: "http://pointhook.test",
  key: "k",
  fetch: async (address) => {
    const answer = serverAnswers(new URL(String(address)).pathname);
    if (answer instanceof Error) throw answer;
    const { status = 200, body, date = new Date().toUTCString() } = answer;
    const headers = { "content-type": typeof body === "string" ? "text/html" : "application/json", date };
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });
  },
});

/** Listens until `until` holds. Answers with what was said. */
async function listened(until: (said: string[]) => void, now?: () => number): Promise<string[]> {
  const stop = new AbortController();
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const options = { client, storeCode: "DEFAULT", url, say, signal: stop.signal, pollMs: 5 };
  const listening = listen(now === undefined ? options : { ...options, now });
  try {
    await Promise.race([listening, vi.waitFor(() => until(said), { timeout: 5_000 })]);
  } finally {
    stop.abort();
  }
  await listening;
  return said;
}

const attempt = (number: number, startedAt: Date) => ({
  number,
  startedAt: startedAt.toISOString(),
  request: { headers: [{ name: "x-attempt", value: String(number) }], body: "{}" },
});

/** @param listed attempts that the list knows of at its first, second, … reading; the log has them all */
function aDelivery(listed: number[], startedAt: () => Date) {
  let reading = 0;
  return (path: string) => {
    if (path === "/api/health/live") return { body: { status: "OK" }, date: startedAt().toUTCString() };
    if (path.endsWith("/delivery")) {
      const attempts = listed[Math.min(reading++, listed.length - 1)];
      const createdAt = startedAt().toISOString();
      return {
        body: { items: [{ deliveryId: "d", eventName: "E", state: "pending", attempts, createdAt }] },
      };
    }
    const made = Array.from({ length: Math.max(...listed) }, (_, index) => attempt(index + 1, startedAt()));
    return { body: { attemptList: made } };
  };
}

const later = () => new Date(Date.now() + 1_000);

test("an attempt is copied once, also when the list is behind the log", async () => {
  let readings = 0;
  const answers = aDelivery([1, 1, 2, 2], later);
  serverAnswers = (path) => {
    if (path.endsWith("/delivery")) readings += 1;
    return answers(path);
  };
  await listened(() => expect(readings).toBeGreaterThan(5));
  expect(copies).toEqual(["1", "2"]);
});

test("what is sent before the server has answered for the first time is copied", async () => {
  let clockMs = Date.now();
  const sentAt = new Date(clockMs + 150);
  serverAnswers = aDelivery([1], () => sentAt);
  await listened(
    () => expect(copies).toEqual(["1"]),
    () => {
      clockMs += 100;
      return clockMs;
    },
  );
});

test("a clock that is an hour fast misses nothing", async () => {
  serverAnswers = aDelivery([1], later);
  await listened(
    () => expect(copies).toEqual(["1"]),
    () => Date.now() + 3_600_000,
  );
});

test("a server that is away is said once, with why, and again when it answers", async () => {
  let isAway = true;
  let asked = 0;
  const answers = aDelivery([1], later);
  serverAnswers = (path) => {
    asked += 1;
    const cause = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:3000"), { code: "ECONNREFUSED" });
    if (isAway && asked > 3) isAway = false;
    return isAway ? new TypeError("fetch failed", { cause }) : answers(path);
  };
  const said = await listened((lines) => expect(lines).toHaveLength(3));
  expect(said).toEqual([
    "The server cannot be read: connect ECONNREFUSED 127.0.0.1:3000. Trying again …",
    "E d, attempt 1: 200",
    "The server answers again.",
  ]);
});

test("what waiting does not mend ends it: a refusal, and a server that is another", async () => {
  const untilEnd = () => listened(() => expect(true).toBe(false));
  serverAnswers = () => ({ status: 401, body: { code: 401, message: "Invalid JWT Token" } });
  await expect(untilEnd()).rejects.toBeInstanceOf(ApiError);
  serverAnswers = () => ({ body: "<h1>It works!</h1>" });
  await expect(untilEnd()).rejects.toBeInstanceOf(OtherServer);
});
