import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createApiKey } from "#lib/api-keys/mutations.ts";
import { openActionClient } from "#lib/auth/actions.ts";
import { getPrincipal } from "#lib/auth/data.ts";
import { createLogger } from "#lib/platform/logger.ts";
import { type Answered, PASSWORD, startTestApi, type TestApi } from "#lib/testing/api.ts";
import { anAdministrator } from "#lib/testing/factories.ts";
import { type OwnServer, startOwnServer, terminateConnections } from "#lib/testing/faults/database.ts";
import * as catchAll from "./[[...path]]/route.ts";
import { ROUTES } from "./openapi.json/routes.ts";

/** The database goes away, or has no room: callers are told to come back, and nothing of the reason. */

// Nothing is bundled here.
vi.mock("server-only", () => ({}));
// A server of its own has to be made, and to start again.
vi.setConfig({ hookTimeout: 120_000, testTimeout: 120_000 });

let server: OwnServer;
let api: TestApi;
let key: string;
const lines: { level: number; route?: string; error?: string; err?: object }[] = [];

beforeAll(async () => {
  server = await startOwnServer();
  api = await startTestApi(ROUTES, catchAll, server);
  api.services.logger = createLogger("warn", "web", { write: (line) => void lines.push(JSON.parse(line)) });
  const { services } = api;
  const principal = await getPrincipal(services, (await anAdministrator(services, api.main)).id);
  if (principal === null) throw new Error("no administrator");
  const account = { ...principal, apiKey: null, requestId: "r", ip: null, services };
  key = (await createApiKey(account, principal.administrator.id, { name: "mage" })).token;
});
afterAll(() => api.stop());
beforeEach(() => {
  lines.length = 0;
});

let number = 0;
const CALLS: Record<string, () => Promise<Answered>> = {
  "a read": () => api.call("GET", "/api/MAIN/webhook/subscription"),
  "a write": () => {
    const member = { email: `member${++number}@example.com` };
    return api.call("POST", "/api/MAIN/member", { body: { customer: member } });
  },
  "a call to Mage's API": () =>
    api.call("GET", "/v1/webhook-subscriptions", { token: null, headers: { authorization: key } }),
  "signing in": () =>
    api.call("POST", "/api/admin/login_check", {
      token: null,
      body: { username: "admin", password: PASSWORD },
    }),
};

async function answers(): Promise<Record<string, number>> {
  const entries = Object.entries(CALLS).map(async ([name, call]) => [name, (await call()).status] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** An action of the console. */
const countMembers = openActionClient.action(() => api.services.db.prisma.member.count());

const ALL_WELL = { "a read": 200, "a write": 200, "a call to Mage's API": 200, "signing in": 200 };

/** Resolves once so many statements of requests wait for a lock. */
async function whenWaiting(count: number): Promise<void> {
  const waiting = `SELECT FROM pg_stat_activity
    WHERE wait_event_type = 'Lock' AND application_name = 'pointhook-web'`;
  const { pool } = server.services.db;
  await expect
    .poll(async () => (await pool.query(waiting)).rowCount, { timeout: 20_000 })
    .toBeGreaterThanOrEqual(count);
}

/** What each call of a kind has to be while the database is away. */
function expectUnavailable(answer: Answered | undefined): void {
  if (answer === undefined) throw new Error("There was no call.");
  const requestId = answer.headers.get("x-request-id") ?? "none";
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("5");
  const detail = `This service cannot answer at the moment. Please retry after a short delay. The request is ${requestId}.`;
  expect(answer.body).toEqual(
    "errors" in answer.body
      ? { errors: [{ status: "503", title: "Service Unavailable", detail }] }
      : { code: 503, message: "Service Unavailable", requestId },
  );
}

test("what is under way when the database goes, and what comes while it is away, is a 503; once it is back all is well", async () => {
  expect(await answers()).toEqual(ALL_WELL);
  const holder = await server.services.db.pool.connect();
  await holder.query("BEGIN; LOCK TABLE webhook_subscription, member IN ACCESS EXCLUSIVE MODE");
  const underWay = [CALLS["a read"], CALLS["a write"], CALLS["a call to Mage's API"]].map((call) => call?.());
  await whenWaiting(underWay.length);
  await server.end("SIGQUIT");
  holder.release(true);
  for (const answer of await Promise.all(underWay)) expectUnavailable(answer);
  expect(lines.map(({ error }) => error)).toEqual(underWay.map(() => "unavailable"));

  for (const [name, call] of Object.entries(CALLS)) {
    lines.length = 0;
    const answer = await call();
    expectUnavailable(answer);
    expect("errors" in answer.body, name).toBe(name === "a call to Mage's API");
    // Once, with what the driver said.
    expect(lines, name).toMatchObject([
      { level: 50, error: "unavailable", err: { message: expect.any(String) } },
    ]);
  }

  lines.length = 0;
  expect(await countMembers()).toEqual({
    serverError: {
      code: "unavailable",
      message: "The database does not answer at the moment. Try again in a few seconds.",
      violations: [],
      retryAfterSeconds: 5,
    },
  });
  expect(lines).toMatchObject([{ level: 50, error: "unavailable", err: { message: expect.any(String) } }]);

  await server.start();
  expect(await answers()).toEqual(ALL_WELL);
  expect(await countMembers()).toEqual({ data: expect.any(Number) });
});

test("requests whose session the server ends are a 503, and the next ones are not concerned", async () => {
  const holder = await server.services.db.pool.connect();
  await holder.query("BEGIN; LOCK TABLE webhook_subscription, member IN ACCESS EXCLUSIVE MODE");
  const underWay = [CALLS["a read"], CALLS["a write"]].map((call) => call?.());
  await whenWaiting(underWay.length);
  await terminateConnections(server.services, ["pointhook-web"], "wait_event_type = 'Lock'");
  for (const answer of await Promise.all(underWay)) expectUnavailable(answer);
  await holder.query("ROLLBACK");
  holder.release();

  expect(await answers()).toEqual(ALL_WELL);
});

test("whoever finds no connection of the pool in time is told to come back, and is served once there is one", async () => {
  const { pool } = api.services.db;
  const { connectionTimeoutMillis } = pool.options;
  pool.options.connectionTimeoutMillis = 200;
  const taken = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  try {
    for (const call of Object.values(CALLS)) expectUnavailable(await call());
  } finally {
    for (const client of taken) client.release();
    pool.options.connectionTimeoutMillis = connectionTimeoutMillis;
  }
  expect(await answers()).toEqual(ALL_WELL);
});
