import type { Pool, QueryConfig } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FilterCondition, FilterValue, Operator } from "#lib/http/core/list-columns.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { aDeliveryLog } from "#lib/testing/delivery-log.ts";
import { aStore, aWebhook } from "#lib/testing/factories.ts";
import { answerConditions } from "./core/answer-filter.ts";
import { SEARCH_ROWS_MAX } from "./core/log-sql.ts";
import { type LogSearch, newestInLog, searchLog } from "./log-search.ts";

/**
 * What keeps a list quick in a log of any length, held by plans and rows instead of by time: every table of the log is
 * read by an index, of which every entry that is read counts as looked at, and those are no more than a search may
 * look at. A change that scans is caught here long before it is slow.
 */

const ROWS = 100_000;

let database: TestDatabase;
let webhookIds: string[];
let storeId: string;
let failingStoreId: string;
let failingWebhookId: string;
let aDelivery: { id: string; eventId: string };

beforeAll(async () => {
  database = await createTestDatabase();
  const { services } = database;
  const { pool, prisma } = services.db;
  const [store, failing] = [await aStore(services), await aStore(services)];
  [storeId, failingStoreId] = [store.id, failing.id];
  const made = Array.from({ length: 12 }, () => aWebhook(services, store, { url: "http://127.0.0.1:9/" }));
  webhookIds = (await Promise.all(made)).map(({ id }) => id);
  failingWebhookId = (await aWebhook(services, failing, { url: "http://127.0.0.1:9/" })).id;
  await aDeliveryLog(pool, { storeId, webhookIds, rows: ROWS, days: 25, troubled: 10 });
  const webhooks = [failingWebhookId, failingWebhookId];
  await aDeliveryLog(pool, {
    storeId: failing.id,
    webhookIds: webhooks,
    rows: ROWS / 5,
    days: 25,
    troubled: 950,
  });
  await pool.query("ANALYZE");
  aDelivery = await prisma.delivery.findFirstOrThrow({
    where: { storeId },
    select: { id: true, eventId: true },
  });
}, 180_000);
afterAll(() => database.drop());

type Plan = {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Plans?: Plan[];
};

const LOG = /^(delivery|delivery_trouble|delivery_due|event|delivery_attempt)(_\d{8})?$/;

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** A pool whose statements are explained as they run. */
function explaining(pool: Pool, plans: Plan[]): Pool {
  const connect = async () => {
    const client = await pool.connect();
    const query = async (asked: string | QueryConfig, given?: unknown[]) => {
      const { text, values = given } = typeof asked === "string" ? { text: asked } : asked;
      if (/^\s*(WITH|SELECT)\b/.test(text)) {
        const explained = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
        plans.push(explained.rows[0]["QUERY PLAN"][0].Plan);
      }
      return client.query(text, values);
    };
    return { query, release: () => client.release() };
  };
  return { connect } as unknown as Pool;
}

const readsOf = (search: Partial<LogSearch>) =>
  readsBy((pool) =>
    searchLog(pool, {
      storeId,
      conditions: [],
      answers: [],
      oldestFirst: false,
      skip: 0,
      take: 50,
      ...search,
    }),
  );

async function readsBy(work: (pool: Pool) => Promise<unknown>): Promise<Plan[]> {
  const plans: Plan[] = [];
  await work(explaining(database.services.db.pool, plans));
  expect(plans.length).toBeGreaterThan(0);
  return logReads(plans);
}

function logReads(plans: readonly Plan[]): Plan[] {
  return plans.flatMap(nodesOf).filter((node) => LOG.test(node["Relation Name"] ?? ""));
}

const where = (column: string, operator: Operator, ...values: FilterValue[]): FilterCondition => ({
  column,
  operator,
  values,
});
const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3600_000);
const anOldDay = [where("createdAt", "gte", daysAgo(20)), where("createdAt", "lt", daysAgo(19))];
const busiest = () => where("webhookSubscriptionId", "eq", webhookIds[0] ?? "");
const paused = () => where("webhookSubscriptionId", "eq", webhookIds.at(-1) ?? "");

test.each<[string, () => Partial<LogSearch>]>([
  ["nothing", () => ({})],
  ["nothing, oldest first", () => ({ oldestFirst: true })],
  ["an old day", () => ({ conditions: anOldDay })],
  ["succeeded", () => ({ conditions: [where("state", "eq", "succeeded")] })],
  ["pending, most of it a paused webhook's", () => ({ conditions: [where("state", "eq", "pending")] })],
  ["pending on an old day", () => ({ conditions: [where("state", "eq", "pending"), ...anOldDay] })],
  ["exhausted", () => ({ conditions: [where("state", "eq", "exhausted")] })],
  ["exhausted on an old day", () => ({ conditions: [where("state", "eq", "exhausted"), ...anOldDay] })],
  ["cancelled, oldest first", () => ({ conditions: [where("state", "in", "cancelled")], oldestFirst: true })],
  ["anything but succeeded", () => ({ conditions: [where("state", "neq", "succeeded")] })],
  ["a status code that failed", () => ({ conditions: [where("lastStatusCode", "eq", 503)] })],
  ["a status code that never came", () => ({ conditions: [where("lastStatusCode", "eq", 599)] })],
  ["status codes in a range", () => ({ conditions: [where("lastStatusCode", "gte", 400)] })],
  ["a rare status code of success", () => ({ conditions: [where("lastStatusCode", "eq", 204)] })],
  ["no status code", () => ({ conditions: [where("lastStatusCode", "notHasValue")] })],
  ["classes of answers", () => ({ answers: answerConditions(["5xx", "timeout"]) })],
  ["an error", () => ({ conditions: [where("lastErrorCode", "eq", "timeout")] })],
  ["a part of an error's name", () => ({ conditions: [where("lastErrorCode", "like", "client")] })],
  ["any error", () => ({ conditions: [where("lastErrorCode", "hasValue")] })],
  ["a frequent event", () => ({ conditions: [where("eventName", "eq", "CustomerUpdated")] })],
  ["a rare event", () => ({ conditions: [where("eventName", "eq", "CustomerDeactivated")] })],
  ["a part of a rare event's name", () => ({ conditions: [where("eventName", "like", "deact")] })],
  ["an event that never was", () => ({ conditions: [where("eventName", "eq", "Nothing")] })],
  ["the busiest webhook", () => ({ conditions: [busiest()] })],
  ["a small webhook", () => ({ conditions: [where("webhookSubscriptionId", "in", webhookIds[3] ?? "")] })],
  [
    "some webhooks",
    () => ({ conditions: [where("webhookSubscriptionId", "in", ...webhookIds.slice(0, 4))] }),
  ],
  ["the busiest webhook's failures", () => ({ conditions: [busiest(), where("state", "eq", "exhausted")] })],
  [
    "the busiest webhook's rare event",
    () => ({ conditions: [busiest(), where("eventName", "eq", "CustomerDeactivated")] }),
  ],
  ["what a paused webhook is owed", () => ({ conditions: [paused(), where("state", "eq", "pending")] })],
  ["replays", () => ({ conditions: [where("trigger", "eq", "replay")] })],
  ["retries by hand, of which there are none", () => ({ conditions: [where("trigger", "eq", "manual")] })],
  ["many attempts", () => ({ conditions: [where("attempts", "gte", 8)] })],
  ["no attempt", () => ({ conditions: [where("attempts", "eq", 0)] })],
  ["an id", () => ({ conditions: [where("deliveryId", "eq", aDelivery.id)] })],
  ["an event's id", () => ({ conditions: [where("eventId", "eq", aDelivery.eventId)] })],
  ["what is due", () => ({ conditions: [where("dueAt", "lte", daysAgo(0))] })],
  [
    "what ended on an old day",
    () => ({
      conditions: [where("completedAt", "gte", daysAgo(20)), where("completedAt", "lt", daysAgo(19))],
    }),
  ],
  [
    "failures that ended long ago",
    () => ({ conditions: [where("completedAt", "lt", daysAgo(20)), where("state", "eq", "exhausted")] }),
  ],
  [
    "failures of a store of failures",
    () => ({ storeId: failingStoreId, conditions: [where("state", "eq", "exhausted")] }),
  ],
  [
    "the few successes among failures",
    () => ({
      storeId: failingStoreId,
      conditions: [where("state", "eq", "succeeded"), where("attempts", "eq", 1)],
    }),
  ],
  [
    "a rare answer among failures",
    () => ({ storeId: failingStoreId, conditions: [where("lastStatusCode", "eq", 418)] }),
  ],
  [
    "a rare event among failures",
    () => ({
      storeId: failingStoreId,
      conditions: [where("eventName", "eq", "CustomerDeactivated")],
      answers: answerConditions(["5xx"]),
    }),
  ],
  [
    "a webhook that fails",
    () => ({
      storeId: failingStoreId,
      conditions: [
        where("webhookSubscriptionId", "eq", failingWebhookId),
        where("state", "neq", "succeeded"),
      ],
    }),
  ],
])("a search for %s reads indexes in order, and no more of them than it may look at", async (_, search) => {
  const reads = await readsOf(search());

  expectInOrder(reads);
  const left = reads.map(
    (node) => (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0),
  );
  expect(Math.max(0, ...left)).toBe(0);
  // Weighing two or three ways costs each its share, and what was found beside the log is looked up in it.
  expect(looked(reads)).toBeLessThanOrEqual(5 * SEARCH_ROWS_MAX);
});

test.each<[string, () => string | null, boolean]>([
  ["the store's log", () => null, false],
  ["the store's log, oldest first", () => null, true],
  ["the busiest webhook's log", () => webhookIds[0] ?? "", false],
  ["a small webhook's log", () => webhookIds[3] ?? "", false],
])("%s without conditions is read in the order of an index", async (_, webhookId, oldestFirst) => {
  const asked = { storeId, webhookId: webhookId(), oldestFirst, skip: 0, take: 50 };
  const reads = await readsBy((pool) => newestInLog(pool, asked));
  expectInOrder(reads);
  expect(looked(reads)).toBeLessThanOrEqual(2 * SEARCH_ROWS_MAX + asked.take + reads.length);
});

test("a log that is longer than a search is counted once for pages that follow soon, but for the last ones", async () => {
  const asked = { storeId, webhookId: null, oldestFirst: false, skip: 0, take: 50 };
  const plans: Plan[] = [];
  const pool = explaining(database.services.db.pool, plans);
  const first = await newestInLog(pool, asked);
  expect(first).toMatchObject({ counted: SEARCH_ROWS_MAX, searchedTo: expect.any(Date) });

  plans.length = 0;
  const second = await newestInLog(pool, { ...asked, skip: 50 });
  expect(second).toMatchObject({ counted: SEARCH_ROWS_MAX, searchedTo: first.searchedTo });
  const reads = logReads(plans);
  expectInOrder(reads);
  expect(looked(reads)).toBeLessThanOrEqual(100 + reads.length);

  plans.length = 0;
  await newestInLog(pool, { ...asked, skip: SEARCH_ROWS_MAX - 50 });
  expect(looked(logReads(plans))).toBeGreaterThanOrEqual(2 * SEARCH_ROWS_MAX);
});

function expectInOrder(reads: readonly Plan[]): void {
  const types = reads.map((node) => node["Node Type"]);
  expect(types.filter((type) => !/^Index (Only )?Scan$/.test(type))).toEqual([]);
}

function looked(reads: readonly Plan[]): number {
  return reads.reduce((sum, node) => sum + node["Actual Rows"] * node["Actual Loops"], 0);
}
