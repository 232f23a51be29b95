import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "#lib/api-keys/mutations.ts";
import { RESOURCES } from "#lib/auth/core/permissions.ts";
import { getPrincipal } from "#lib/auth/data.ts";
import { signingKey } from "#lib/auth/jwt-keys.ts";
import { issueTokens } from "#lib/auth/tokens.ts";
import type { Operation } from "#lib/http/define-route.ts";
import { type Answered, startTestApi, type TestApi } from "#lib/testing/api.ts";
import { anAdministrator, aWebhook, publishExample } from "#lib/testing/factories.ts";
import * as catchAll from "./[[...path]]/route.ts";
import { ROUTES } from "./openapi.json/routes.ts";

/**
 * Who may call what: every operation that the API document knows, so that a new one is in the matrix by itself.
 * Ids in paths are of nobody: whoever is let in is told that there is no such thing.
 */

type Row = { name: string; method: string; path: string; operation: Operation };

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const OPERATIONS: Row[] = Object.entries(ROUTES).flatMap(([path, route]) =>
  METHODS.flatMap((method) => {
    const operation = route[method]?.operation;
    return operation === undefined ? [] : [{ name: `${method} ${path}`, method, path, operation }];
  }),
);
const under = (auth: string) => OPERATIONS.filter(({ operation }) => operation.auth === auth);

/** Every administrator's own business. */
const OF_ONESELF = ["userGetTokenRevoke"];

type Credential = { token: string | null } | { token: null; headers: Record<string, string> };
type Person =
  | "nobody"
  | "expired"
  | "expiredKey"
  | "viewer"
  | "stranger"
  | "manager"
  | "readOnly"
  | "full"
  | "owner";

let api: TestApi;
let persons: Record<Person, Credential>;

beforeAll(async () => {
  api = await startTestApi(ROUTES, catchAll);
  const { services, main } = api;
  const other = await services.db.prisma.store.findUniqueOrThrow({ where: { code: "OTHER" } });
  const all = { resources: RESOURCES };
  const viewer = await anAdministrator(services, main, { ...all, access: "VIEW" });
  const stranger = await anAdministrator(services, other, all);
  const manager = await anAdministrator(services, main, all);

  const principal = await getPrincipal(services, manager.id);
  if (principal === null) throw new Error("The manager is not active.");
  const account = { ...principal, apiKey: null, requestId: "r", ip: null, services };
  const keyOf = async (input: { readOnly?: boolean; expirationDate?: string }) => {
    const { token, apiKeyId } = await createApiKey(account, manager.id, { name: "k", ...input });
    return { apiKeyId, credential: { token: null, headers: { "x-auth-token": token } } };
  };
  const expired = await keyOf({});
  await services.db.prisma.apiKey.update({
    where: { id: expired.apiKeyId },
    data: { expiresAt: new Date(Date.now() - 1_000) },
  });
  const tokenOf = async (holder: typeof manager) => ({ token: (await issueTokens(services, holder)).token });
  const { kid, privateKey } = await signingKey(services);
  const old = new SignJWT({ username: manager.username, session_version: 1 })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid })
    .setIssuer("pointhook")
    .setAudience("admin")
    .setSubject(manager.id)
    .setIssuedAt(Math.floor(Date.now() / 1000) - 7_200)
    .setExpirationTime(Math.floor(Date.now() / 1000) - 3_600);
  persons = {
    nobody: { token: null },
    expired: { token: await old.sign(privateKey) },
    expiredKey: expired.credential,
    viewer: await tokenOf(viewer),
    stranger: await tokenOf(stranger),
    manager: await tokenOf(manager),
    readOnly: (await keyOf({ readOnly: true })).credential,
    full: (await keyOf({})).credential,
    owner: { token: api.admin },
  };
});

afterAll(() => api.stop());

async function call({ name, method, path, operation }: Row, person: Person): Promise<Answered> {
  const filled = path
    .replace("{storeCode}", "MAIN")
    .replace("{role}", "2000000000")
    .replace(/\{\w+\}/g, () => api.services.newId());
  const body = operation.body === undefined ? undefined : (operation.examples?.request ?? {});
  const answer = await api.call(method, filled, { ...persons[person], body });
  expect(answer.status, `${name} by ${person}: ${answer.text}`).toBeLessThan(500);
  return answer;
}

async function statusesOf(row: Row, people: readonly Person[]): Promise<Partial<Record<Person, number>>> {
  const statuses: Partial<Record<Person, number>> = {};
  for (const person of people) statuses[person] = (await call(row, person)).status;
  return statuses;
}

const isLetIn = (status: number | undefined) => status !== 401 && status !== 403;

it("every way in is one that this matrix knows", () => {
  const known = ["store", "either", "member", "public", "account", "operator", "key", "none"];
  for (const { name, operation } of OPERATIONS) expect(known, name).toContain(operation.auth);
});

describe("operations of administrators in a store", () => {
  const rows = [...under("store"), ...under("either")];
  it.each(rows.map((row) => [row.name, row] as const))("%s", async (_, row) => {
    const { permission } = row.operation;
    expect(await statusesOf(row, ["nobody", "expired", "expiredKey", "stranger"])).toEqual({
      nobody: 401,
      expired: 401,
      expiredKey: 401,
      stranger: 404,
    });
    const { viewer, readOnly, manager, full } = await statusesOf(row, [
      "viewer",
      "readOnly",
      "manager",
      "full",
    ]);
    expect(isLetIn(manager), `manager: ${manager}`).toBe(true);
    expect(isLetIn(full), `full key: ${full}`).toBe(true);
    if (row.method !== "GET") expect(readOnly, "read-only key").toBe(403);
    // Where the verb asks by itself, it may find the id of nobody first.
    if (permission === undefined) return;
    const changes = permission[1] === "MODIFY";
    expect(isLetIn(viewer), `viewer: ${viewer}`).toBe(!changes);
    expect(isLetIn(readOnly), `read-only key: ${readOnly}`).toBe(!changes && row.method === "GET");
  });
});

it("what is a member's own is no administrator's, and what is open in a store asks for nobody", async () => {
  for (const row of under("member")) {
    expect((await call(row, "nobody")).status, row.name).toBe(401);
    for (const person of ["manager", "full", "owner"] as const) {
      expect([401, 403, 404], `${row.name} by ${person}`).toContain((await call(row, person)).status);
    }
  }
  for (const row of under("public")) expect((await call(row, "nobody")).status, row.name).not.toBe(403);
});

describe("operations outside of stores", () => {
  it.each(under("account").map((row) => [row.name, row] as const))("%s", async (_, row) => {
    expect(await statusesOf(row, ["nobody", "expired", "expiredKey"])).toEqual({
      nobody: 401,
      expired: 401,
      expiredKey: 401,
    });
    const isOwn = OF_ONESELF.includes(row.operation.operationId);
    const { readOnly, ...others } = await statusesOf(row, [
      "viewer",
      "stranger",
      "manager",
      "full",
      "readOnly",
    ]);
    if (row.method !== "GET" || isOwn) expect(readOnly).toBe(403);
    if (row.method === "GET" || isOwn) return;
    // Without a master role a change reaches what is one's own only, and these ids are nobody's.
    for (const [person, status] of Object.entries(others)) expect([403, 404], person).toContain(status);
    expect(isLetIn((await call(row, "owner")).status)).toBe(true);
  });
});

describe("operations of who runs the installation", () => {
  it.each(under("operator").map((row) => [row.name, row] as const))("%s", async (_, row) => {
    expect(
      await statusesOf(row, ["nobody", "expired", "expiredKey", "viewer", "manager", "full", "owner"]),
    ).toEqual({
      nobody: 401,
      expired: 401,
      expiredKey: 401,
      viewer: 403,
      manager: 403,
      full: 403,
      owner: 200,
    });
  });
});

describe("operations whose whole credential is a key", () => {
  it.each(under("key").map((row) => [row.name, row] as const))("%s", async (_, row) => {
    const byKey = async (person: Person) => {
      const credential = persons[person];
      const key = "headers" in credential ? credential.headers["x-auth-token"] : undefined;
      const headers: Record<string, string> = key === undefined ? {} : { authorization: key };
      const body = row.operation.body === undefined ? undefined : (row.operation.examples?.request ?? {});
      const path = row.path.replace(/\{\w+\}/g, "whsub_00000000000000000000000000000000");
      // Its limit is a handful of calls a second.
      let answer: Answered;
      do answer = await api.call(row.method, path, { token: null, headers, body });
      while (answer.status === 429);
      return answer.status;
    };
    expect(await byKey("nobody")).toBe(401);
    expect(await byKey("expiredKey")).toBe(401);
    expect(isLetIn(await byKey("full"))).toBe(true);
    expect(isLetIn(await byKey("readOnly"))).toBe(row.method === "GET");
  });
});

it("a call by key is told what is left of its limit, whatever the answer", async () => {
  for (const path of ["/api/MAIN/webhook/event", "/api/MAIN/webhook/delivery?nothing=1"]) {
    const { headers } = await api.call("GET", path, persons.full);
    expect(Number(headers.get("ratelimit-remaining"))).toBeLessThan(Number(headers.get("ratelimit-limit")));
    expect(Number(headers.get("ratelimit-reset"))).toBeGreaterThan(0);
  }
  expect(
    (await api.call("GET", "/api/MAIN/webhook/event", persons.owner)).headers.has("ratelimit-limit"),
  ).toBe(false);
});

it("only what leads in, or says whether the installation is well, is open to everybody", () => {
  const open = under("none").map(({ operation }) => operation.operationId);
  expect(open).toEqual(
    expect.arrayContaining(["adminLoginCheck", "tokenRefresh", "jwksGet", "healthCheckGet", "healthLiveGet"]),
  );
  expect(open.filter((id) => !/^(admin|member|health|jwks|token)/.test(id))).toEqual([]);
});

it("what belongs to another store is not found, whoever knows its id", async () => {
  const { services } = api;
  const other = await services.db.prisma.store.findUniqueOrThrow({ where: { code: "OTHER" } });
  const webhook = await aWebhook(services, other, { url: "https://example.com/hook" });
  await publishExample(services, other);
  const delivery = await services.db.prisma.delivery.findFirstOrThrow({ where: { storeId: other.id } });
  const ids: Record<string, string> = { webhookSubscription: webhook.id, delivery: delivery.id };
  let calls = 0;
  for (const { name, method, path, operation } of under("store")) {
    const [, parameter = ""] = /^\/api\/\{storeCode\}\/webhook\/\w+\/\{(\w+)\}/.exec(path) ?? [];
    const id = ids[parameter];
    if (id === undefined) continue;
    const filled = path.replace("{storeCode}", "MAIN").replace(`{${parameter}}`, id);
    if (filled.includes("{")) continue;
    const body = operation.body === undefined ? undefined : (operation.examples?.request ?? {});
    for (const person of ["manager", "owner"] as const) {
      const answer = await api.call(method, filled, { ...persons[person], body });
      expect(answer.status, `${name} by ${person}: ${answer.text}`).toBe(404);
      calls += 1;
    }
  }
  expect(calls).toBeGreaterThanOrEqual(16);

  const stores = await api.call("GET", "/api/store", persons.manager);
  expect(stores.body.items.map(({ code }: { code: string }) => code)).toEqual(["MAIN"]);
  expect((await api.call("GET", `/api/store/${other.id}`, persons.manager)).status).toBe(404);
  const body = { store: { name: "Mine", currency: "EUR", active: false } };
  expect((await api.call("PUT", `/api/store/${other.id}`, { ...persons.manager, body })).status).toBe(404);
  expect((await api.call("PUT", `/api/store/${api.main.id}`, { ...persons.viewer, body })).status).toBe(403);
  expect((await api.call("POST", "/api/store", { ...persons.manager, body })).status).toBe(403);

  const log = await api.call("GET", "/api/audit/log?_itemsOnPage=50", persons.manager);
  expect(log.status).toBe(200);
  for (const entry of log.body.items) expect(entry.store.code).toBe("MAIN");
  const whole = await api.call("GET", "/api/audit/log?_itemsOnPage=50", persons.owner);
  expect(whole.body.total.all).toBeGreaterThan(log.body.total.all);
});
