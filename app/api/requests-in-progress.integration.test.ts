import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stampClientAddresses } from "#lib/auth/client-address.ts";
import { IN_PROGRESS_MAX } from "#lib/auth/requests-in-progress.ts";
import { createRouteTree } from "#lib/http/core/route-tree.ts";
import { requestOf, sendAnswer } from "#lib/http/exchange.ts";
import { startTestApi, type TestApi } from "#lib/testing/api.ts";
import * as catchAll from "./[[...path]]/route.ts";
import { ROUTES } from "./openapi.json/routes.ts";

/** Clients that send their bodies late are in progress for as long as it takes. */

let api: TestApi;
let server: Server;
let forgetAddresses: () => void;
const sockets: Socket[] = [];
/** Requests with a body that have come to their handlers. */
let begun = 0;

beforeAll(async () => {
  api = await startTestApi(ROUTES, catchAll);
  forgetAddresses = stampClientAddresses([]);
  const tree = createRouteTree(
    Object.entries(ROUTES).map(([path, route]) => [path.replace(/\{(\w+)\}/g, "[$1]"), route] as const),
  );
  server = createServer(async (incoming, outgoing) => {
    const found = tree.find((incoming.url ?? "").split("?")[0] ?? "");
    const handler = Object.entries(found?.value ?? {}).find(([method]) => method === incoming.method)?.[1];
    if (found === undefined || typeof handler !== "function") throw new Error("There is no such route.");
    if (incoming.method === "POST") begun += 1;
    const context = { params: Promise.resolve(found.params) };
    await sendAnswer(incoming, outgoing, await handler(requestOf(incoming), context));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  forgetAddresses();
  await new Promise((done) => server.close(done));
  await api.stop();
});

const EVENTS = "/api/MAIN/webhook/event";
const EVENT = '{"event":{"eventName":"CustomerUpdated","data":{}}}';
const SIGN_IN = "/api/admin/login_check";
/** Let in by itself, whatever is in the rest of the body. */
const WRONG = '{"username":"nobody","password":1}';

async function call(method: string, path: string, headers: Record<string, string> = {}) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/**
 * Requests that wait for their bodies, once all are in progress: another one beside them would take the place of one.
 * What this answers with sends the bodies, and has the answers' statuses.
 */
async function begin(count: number, path: string, body: string, headers: Record<string, string>) {
  const { port } = server.address() as AddressInfo;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  begun = 0;
  const requests = Array.from({ length: count }, () => {
    const socket = connect(port, "127.0.0.1");
    sockets.push(socket);
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n` +
        `Content-Length: ${body.length}\r\n${lines.join("")}\r\n`,
    );
    let text = "";
    socket.setEncoding("latin1").on("data", (part) => {
      text += part;
    });
    const answered = once(socket, "close").then(() => Number(text.split(" ")[1]));
    return { socket, answered };
  });
  await expect.poll(() => begun).toBe(count);
  return () => {
    for (const { socket } of requests) socket.write(body);
    return Promise.all(requests.map(({ answered }) => answered));
  };
}

test("what a token sends beyond its requests in progress is refused at once, and hurts neither them nor others", async () => {
  const read = () => call("GET", EVENTS, bearer(api.admin));
  expect(await read()).toMatchObject({ status: 200 });
  expect(await call("GET", EVENTS, bearer(api.reader))).toMatchObject({ status: 200 });
  const finish = await begin(IN_PROGRESS_MAX.perCaller, EVENTS, EVENT, bearer(api.admin));
  expect(await read()).toMatchObject({ status: 429 });

  // No database is asked.
  const { pool } = api.services.db;
  const taken = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  const answer = await read();
  for (const client of taken) client.release();
  expect(answer).toMatchObject({ status: 429, body: { code: 429, message: "Too Many Requests" } });
  expect(answer.headers.get("retry-after")).toBe("1");
  expect(answer.headers.get("ratelimit-limit")).toBe(String(IN_PROGRESS_MAX.perCaller));
  expect(answer.headers.get("ratelimit-remaining")).toBe("0");
  expect(answer.headers.get("ratelimit-reset")).toBe("1");
  expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);

  expect(await call("GET", EVENTS, bearer(api.reader))).toMatchObject({ status: 200 });
  expect(await call("GET", EVENTS, bearer("made.up.now"))).toMatchObject({ status: 401 });

  expect(await finish()).toEqual(Array(IN_PROGRESS_MAX.perCaller).fill(200));
  expect(await read()).toMatchObject({ status: 200 });
});

test("whoever has not been let in yet counts as the address, with whatever credentials", async () => {
  const finish = await begin(IN_PROGRESS_MAX.perCaller, SIGN_IN, WRONG, {});
  expect(await call("GET", EVENTS, bearer("made.up.now"))).toMatchObject({ status: 429 });
  expect(await call("GET", EVENTS, { "x-auth-token": "made up" })).toMatchObject({ status: 429 });
  // Mage's API says it in its own words.
  const answer = await call("GET", "/v1/webhook-subscriptions");
  expect(answer).toMatchObject({ status: 429, body: { errors: [{ status: "429" }] } });
  expect(answer.headers.get("retry-after")).toBe("1");

  expect(await call("GET", EVENTS, bearer(api.admin))).toMatchObject({ status: 200 });
  expect(await call("GET", "/api/healthcheck")).toMatchObject({ status: 204 });

  expect(await finish()).toEqual(Array(IN_PROGRESS_MAX.perCaller).fill(400));
  expect(await call("GET", EVENTS, bearer("made.up.now"))).toMatchObject({ status: 401 });
});
