import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createApiKey } from "#lib/api-keys/mutations.ts";
import { getPrincipal } from "#lib/auth/data.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { createEventDefinition } from "#lib/event-definitions/mutations.ts";
import { openApiDocument } from "#lib/http/openapi.ts";
import { PASSWORD, startTestApi, type TestApi } from "#lib/testing/api.ts";
import { type AppProcess, launchApp } from "#lib/testing/app-process.ts";
import { TEST_APP_SECRET } from "#lib/testing/database.ts";
import { aContext, anAdministrator, aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import {
  acceptableRequests,
  dripBody,
  type HostileRequest,
  type HostileTarget,
  refusableRequests,
  sendRaw,
} from "#lib/testing/hostile-requests.ts";
import { aMember, aTierSet } from "#lib/testing/loyalty.ts";
import { aProgramme } from "#lib/testing/programme.ts";
import { type Receiver, startReceiver } from "#lib/testing/receiver.ts";
import * as catchAll from "./[[...path]]/route.ts";
import { newEventDefinitionExample } from "./[storeCode]/webhook/examples.ts";
import { ROUTES } from "./openapi.json/routes.ts";

const REFUSABLE = 4_000;
const ACCEPTABLE = 1_000;
const AT_ONCE = 16;
const SLOW_CLIENTS = 20;
const ANSWER_MS_MAX = 15_000;
const GROWTH_MIB_MAX = 150;
const SEED = 20_261_125;

let api: TestApi;
let app: AppProcess;
let receiver: Receiver;
let targets: HostileTarget[];
let slowClients: (() => void)[] = [];

beforeAll(async () => {
  api = await startTestApi(ROUTES, catchAll);
  receiver = await startReceiver();
  const { services, main, admin } = api;
  const other = await services.db.prisma.store.findUniqueOrThrow({ where: { code: "OTHER" } });
  for (const store of [main, other]) {
    await aWebhook(services, store, { url: receiver.url });
    await publishExample(services, store, 3);
    await aProgramme(services, store);
    await aTierSet(services, store);
  }
  const member = await aMember(services, main, {
    email: "emma@example.com",
    passwordHash: await hashPassword(PASSWORD),
  });
  const { token: memberToken } = (
    await api.call("POST", "/api/MAIN/member/login_check", {
      token: null,
      body: { username: "emma@example.com", password: PASSWORD },
    })
  ).body;
  const owner = await services.db.prisma.administrator.findUniqueOrThrow({ where: { username: "admin" } });
  const principal = await getPrincipal(services, owner.id);
  if (principal === null) throw new Error("no administrator");
  const account = { ...principal, apiKey: null, requestId: "r", ip: null, services };
  const { token: key } = await createApiKey(account, owner.id, { name: "mage", storeCode: "MAIN" });
  targets = targetsOf(await idsIn(main.id, member.id), {
    Bearer: `Authorization: Bearer ${admin}`,
    MemberBearer: `Authorization: Bearer ${memberToken}`,
    MageKey: `Authorization: ${key}`,
  });
  app = await launchApp(
    {
      DATABASE_URL: process.env.DATABASE_URL ?? "",
      APP_SECRET: TEST_APP_SECRET,
      LOG_LEVEL: "error",
      HOST: "127.0.0.1",
    },
    [process.execPath, "lib/setup/web-process.ts"],
  );
  await vi.waitUntil(isAlive, { timeout: 60_000 });
  slowClients = Array.from({ length: SLOW_CLIENTS }, () =>
    dripBody(Number(new URL(app.url).port), "/api/MAIN/webhook/event", `Authorization: Bearer ${admin}`),
  );
}, 90_000);

afterAll(async () => {
  for (const stop of slowClients) stop();
  await app.stop();
  await receiver.close();
  await api.stop();
});

const isAlive = () =>
  fetch(`${app.url}/api/health/live`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Something that exists in the store for the parameters of paths and the fields of bodies. */
async function idsIn(storeId: string, memberId: string): Promise<Record<string, string>> {
  const { services, main } = api;
  const { prisma } = services.db;
  const where = { storeId };
  const deletable = await aStore(services, "DELETABLE");
  const helper = await anAdministrator(services, main, { username: "helper" });
  const role = await prisma.role.findUniqueOrThrow({ where: { name: "helper" } });
  const webhook = await prisma.webhookSubscription.findFirstOrThrow({ where });
  const [tier] = await prisma.tier.findMany({ where, orderBy: { sortOrder: "desc" }, take: 1 });
  const schema = await prisma.customEventSchema.findFirstOrThrow({ where });
  const definition = { ...newEventDefinitionExample.eventDefinition, eventName: "ParcelKnown" };
  const { eventName } = await createEventDefinition(aContext(services, main), definition);
  const found = {
    member: memberId,
    webhookSubscription: webhook.id,
    delivery: (await prisma.delivery.findFirstOrThrow({ where })).id,
    event: (await prisma.event.findFirstOrThrow({ where })).id,
    reward: (await prisma.reward.findFirstOrThrow({ where })).id,
    issuedReward: (await prisma.issuedReward.findFirstOrThrow({ where })).id,
    campaign: (await prisma.campaign.findFirstOrThrow({ where })).id,
    achievement: (await prisma.achievement.findFirstOrThrow({ where })).id,
    customEvent: (await prisma.customEvent.findFirstOrThrow({ where })).id,
    tierSet: (await prisma.tierSet.findFirstOrThrow({ where })).id,
    customEventSchema: schema.eventType,
    eventDefinition: eventName,
    store: deletable.id,
    admin: helper.id,
    role: String(role.id),
  };
  return {
    ...found,
    customerId: memberId,
    memberId,
    receiver: memberId,
    webhookSubscriptionId: webhook.id,
    levelId: tier?.id ?? "",
    type: schema.eventType,
  };
}

type Described = {
  parameters?: { in: string; name: string }[];
  security?: Record<string, unknown>[];
  requestBody?: { required: boolean; content: { "application/json"?: { example?: unknown } } };
};

/**
 * Every operation of the API document, save the one that ends the session by a GET. What changes something and takes
 * no body that could be refused is aimed at nothing that exists: it would do what it is there for.
 */
function targetsOf(ids: Record<string, string>, credentials: Record<string, string>): HostileTarget[] {
  const document = openApiDocument(ROUTES, { publicUrl: "https://hooks.example.com", version: "1" });
  const nobody = api.services.newId();
  const paths: Record<string, Record<string, Described>> = JSON.parse(JSON.stringify(document.paths));
  return Object.entries(paths)
    .filter(([template]) => template !== "/api/token/revoke")
    .flatMap(([template, item]) =>
      Object.entries(item).map(([method, { parameters = [], requestBody, security = [] }]) => {
        const isSafe = method === "get" || requestBody?.required === true;
        const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
        const idOf = (name: string) =>
          name === "storeCode" ? "MAIN" : isSafe ? (ids[name] ?? nobody) : nobody;
        // A file is none of these bodies.
        const json = requestBody?.content["application/json"];
        const example = json === undefined ? undefined : (json.example ?? {});
        const [scheme = ""] = security.flatMap((requirement) => Object.keys(requirement));
        return {
          method: method.toUpperCase(),
          template,
          params: Object.fromEntries(names.map((name) => [name, idOf(name)])),
          parameters: parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name),
          body: withIds(example, ids),
          credential: credentials[scheme] ?? "",
        };
      }),
    );
}

/** The example with ids of what exists. */
function withIds(example: unknown, ids: Record<string, string>): unknown {
  if (example === undefined) return undefined;
  return JSON.parse(JSON.stringify(example), (key, value) =>
    typeof value === "string" && key in ids ? ids[key] : value,
  );
}

/** A digest of every table, save of what counts requests and of failed sign-ins, which are written down. @param storeId only rows of this store, where rows have one */
async function contents(storeId?: string): Promise<Record<string, string>> {
  const { pool } = api.services.db;
  const { rows } = await pool.query<{ name: string; has_store: boolean }>(
    `SELECT relname AS name,
            EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'store_id') AS has_store
       FROM pg_class
      WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace
        AND relname NOT IN ('rate_limit', 'api_key', '_prisma_migrations')`,
  );
  const wanted = storeId === undefined ? rows : rows.filter(({ has_store }) => has_store);
  const digests = await pool.query<{ name: string; digest: string }>(
    wanted
      .map(
        ({ name }) =>
          `SELECT '${name}' AS name, count(*) || ' ' || coalesce(md5(string_agg(t::text, '' ORDER BY t::text)), '') AS digest
             FROM "${name}" t WHERE ${storeId === undefined ? "true" : `store_id = '${storeId}'`}
                  ${name === "audit_entry" ? "AND event_type <> 'administrator.sign_in_failed'" : ""}`,
      )
      .join(" UNION ALL "),
  );
  return Object.fromEntries(digests.rows.map(({ name, digest }) => [name, digest]));
}

function residentMib(): number {
  const status = readFileSync(`/proc/${app.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

type Sent = { statuses: Map<number | null, number>; wrong: string[]; growthMib: number };

/** Growth is that of the second half: in the first half code and caches are loaded. */
async function sendAll(requests: readonly HostileRequest[]): Promise<Sent> {
  const port = Number(new URL(app.url).port);
  const statuses = new Map<number | null, number>();
  const wrong: string[] = [];
  let halfMib = 0;
  let next = 0;
  const client = async () => {
    for (;;) {
      const index = next++;
      const request = requests[index];
      if (request === undefined) return;
      if (index === Math.floor(requests.length / 2)) halfMib = residentMib();
      const status = await sendRaw(port, request.bytes, ANSWER_MS_MAX);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === null || status >= 500) wrong.push(`${status}: ${request.summary}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  return { statuses, wrong, growthMib: residentMib() - halfMib };
}

it("four thousand requests that are wrong are refused: no 5xx, no hang, no growth of memory, no change of any table", async () => {
  const before = await contents();
  const { statuses, wrong, growthMib } = await sendAll(
    fc.sample(refusableRequests(targets), { seed: SEED, numRuns: REFUSABLE }),
  );

  expect(wrong).toEqual([]);
  expect(await contents()).toEqual(before);
  expect(growthMib).toBeLessThan(GROWTH_MIB_MAX);
  // Otherwise nothing was tried: lists are read, and each kind of refusal is met.
  for (const status of [200, 400, 401, 404, 405, 413, 415, 431]) {
    expect(statuses.get(status), `answers of ${status}`).toBeGreaterThan(0);
  }
}, 300_000);

it("a thousand requests that may be right or wrong in one value give no 5xx and no hang, and reach no other store", async () => {
  const { prisma } = api.services.db;
  const { id } = await prisma.store.findUniqueOrThrow({ where: { code: "OTHER" } });
  const before = await contents(id);
  const { statuses, wrong, growthMib } = await sendAll(
    fc.sample(acceptableRequests(targets), { seed: SEED, numRuns: ACCEPTABLE }),
  );

  expect(wrong).toEqual([]);
  expect(await contents(id)).toEqual(before);
  expect(growthMib).toBeLessThan(GROWTH_MIB_MAX);
  const accepted = [200, 201, 204].reduce((sum, status) => sum + (statuses.get(status) ?? 0), 0);
  expect(accepted).toBeGreaterThan(50);
  expect(statuses.get(400)).toBeGreaterThan(200);
  // Whoever was there before can still sign in and work.
  expect(await isAlive()).toBe(true);
  const answer = await fetch(`${app.url}/api/MAIN/webhook/subscription`, {
    headers: { authorization: `Bearer ${api.admin}` },
  });
  expect(answer.status).toBe(200);
}, 300_000);
