import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createLogger } from "#lib/platform/logger.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { startWebServices, type TestWebServices } from "#lib/testing/web-services.ts";
import { Answer, defineRoute } from "./define-route.ts";

let database: TestDatabase;
let web: TestWebServices;
let services: Services;
const lines: Record<string, unknown>[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  web = startWebServices(database.connectionString);
  services = web.services;
  services.logger = createLogger("debug", "web", { write: (line) => void lines.push(JSON.parse(line)) });
});
afterAll(async () => {
  await web.stop();
  await database.drop();
});

const NO_PARAMS = { params: Promise.resolve(undefined) };

async function answer(handler: () => Promise<unknown>, isQuiet = false) {
  lines.length = 0;
  const route = defineRoute({
    operationId: "thingPost",
    summary: "A thing",
    tags: ["Thing"],
    auth: "none",
    isQuiet,
    response: { 200: z.object({ ok: z.boolean() }), 503: z.object({ problem: z.string() }) },
    handler,
  });
  const headers = { "x-request-id": "018dfe71-2880-7c3c-9321-38dc017d3ae2" };
  const response = await route(
    new Request("http://localhost/api/things", { method: "POST", headers }),
    NO_PARAMS,
  );
  return { status: response.status, text: await response.text() };
}

test("a request that fails by a defect is one wide line at level error, with its request id and the error", async () => {
  const { status, text } = await answer(async () => {
    throw new TypeError("the inside of it");
  });

  expect(status).toBe(500);
  expect(text).not.toContain("inside");
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({
    level: 50,
    process: "web",
    method: "POST",
    route: "thingPost",
    path: "/api/things",
    requestId: "018dfe71-2880-7c3c-9321-38dc017d3ae2",
    status: 500,
    ms: expect.any(Number),
    err: { type: "TypeError", message: "the inside of it", stack: expect.stringContaining("failures") },
    msg: "request failed",
  });
});

test("a 5xx that the handler answers itself is such a line too, also of a quiet route", async () => {
  expect((await answer(async () => new Answer(503, { problem: "x" }), true)).status).toBe(503);
  expect(lines).toMatchObject([{ level: 50, status: 503, route: "thingPost" }]);
  expect((await answer(async () => ({ ok: true }), true)).status).toBe(200);
  expect(lines).toMatchObject([{ level: 20, status: 200, msg: "request" }]);
});

test("what a database error quotes of the data is not logged", async () => {
  const id = services.newId();
  const insert = () =>
    services.db.pool.query(
      "INSERT INTO event (id, store_id, event_name, data, created_at) VALUES ($1, NULL, 'x', 'private words', now())",
      [id],
    );
  // The row is in the error's details.
  await expect(insert()).rejects.toMatchObject({ detail: expect.stringContaining("private words") });

  expect((await answer(insert)).status).toBe(500);
  expect(lines).toMatchObject([{ err: { code: "23502", column: "store_id" } }]);
  expect(JSON.stringify(lines)).not.toContain("private words");
});
