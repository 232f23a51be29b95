import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ATTEMPT_ERROR_CODES } from "#lib/delivery/core/answer.ts";
import type { FilterCondition, Operator } from "#lib/http/core/list-columns.ts";
import { uuidTime } from "#lib/platform/core/uuid-v7.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { aDeliveryLog } from "#lib/testing/delivery-log.ts";
import { aStore, aWebhook } from "#lib/testing/factories.ts";
import { DELIVERY_STATES, DELIVERY_TRIGGERS } from "./constants.ts";
import { answerConditions } from "./core/answer-filter.ts";
import { valuePasses } from "./core/log-kinds.ts";
import { SEARCH_ROWS_MAX } from "./core/log-sql.ts";
import { type LogSearch, newestInLog, searchLog } from "./log-search.ts";

/** Small enough to be searched to its end, so that every answer is complete. */
const ROWS = 600;

type Row = Record<string, string | number | Date | null> & { id: string };

let database: TestDatabase;
let storeId: string;
let webhookIds: string[];
let rows: Row[];

beforeAll(async () => {
  database = await createTestDatabase();
  const { services } = database;
  const [store, other] = [await aStore(services), await aStore(services)];
  storeId = store.id;
  const made = [1, 2, 3].map(() => aWebhook(services, store, { url: "http://127.0.0.1:9/" }));
  webhookIds = (await Promise.all(made)).map(({ id }) => id);
  const foreign = await aWebhook(services, other, { url: "http://127.0.0.1:9/" });
  const { pool } = services.db;
  await aDeliveryLog(pool, { storeId, webhookIds, rows: ROWS, days: 10, troubled: 300 });
  await aDeliveryLog(pool, {
    storeId: other.id,
    webhookIds: [foreign.id],
    rows: 200,
    days: 10,
    troubled: 300,
  });
  const stored = await services.db.prisma.delivery.findMany({ where: { storeId }, orderBy: { id: "desc" } });
  rows = stored.map((row) => ({
    ...row,
    deliveryId: row.id,
    webhookSubscriptionId: row.subscriptionId,
    createdAt: new Date(uuidTime(row.id)),
  }));
}, 60_000);
afterAll(() => database.drop());

const find = (search: Partial<LogSearch>) =>
  searchLog(database.services.db.pool, {
    storeId,
    conditions: [],
    answers: [],
    oldestFirst: false,
    skip: 0,
    take: 50,
    ...search,
  });

/** What a reader of the query language expects, row by row. */
function passes(row: Row, condition: FilterCondition): boolean {
  const comparable = (value: unknown) => (value instanceof Date ? value.getTime() : value);
  const stored = comparable(row[condition.column] ?? null) as string | number | null;
  return valuePasses(stored, {
    ...condition,
    values: condition.values.map(comparable) as (string | number)[],
  });
}

const anyRow = fc.nat().map((at) => rows[at % rows.length] as Row);
const condition = (
  column: string,
  operators: readonly Operator[],
  value: fc.Arbitrary<string | number | Date>,
) =>
  fc
    .record({
      operator: fc.constantFrom(...operators),
      values: fc.array(value, { minLength: 1, maxLength: 3 }),
    })
    .map(({ operator, values }): FilterCondition => {
      if (operator === "hasValue" || operator === "notHasValue") return { column, operator, values: [] };
      return { column, operator, values: operator === "in" ? values : values.slice(0, 1) };
    });
const EXACT = ["eq", "neq", "in", "hasValue", "notHasValue"] as const;
const ORDERED = ["eq", "neq", "gt", "gte", "lt", "lte", "hasValue", "notHasValue"] as const;
const dates = (column: string) =>
  condition(
    column,
    ORDERED,
    anyRow.map((row) => (row[column] instanceof Date ? row[column] : new Date())),
  );

const anyCondition = fc.oneof(
  condition(
    "deliveryId",
    EXACT,
    anyRow.map(({ id }) => id),
  ),
  condition(
    "eventId",
    EXACT,
    anyRow.map(({ id }) => id),
  ),
  condition(
    "webhookSubscriptionId",
    EXACT,
    fc.nat(2).map((at) => webhookIds[at] as string),
  ),
  condition(
    "eventName",
    [...EXACT, "like"],
    fc.constantFrom("CustomerDeactivated", "CustomerUpdated", "Customer", "a%e"),
  ),
  condition("state", EXACT, fc.constantFrom(...DELIVERY_STATES)),
  condition("trigger", EXACT, fc.constantFrom(...DELIVERY_TRIGGERS)),
  condition("attempts", [...ORDERED, "in"], fc.nat(9)),
  condition(
    "lastStatusCode",
    [...ORDERED, "in"],
    fc.constantFrom(200, 204, 418, 500, 503, 299, 7, 2 ** 31 - 1),
  ),
  condition("lastErrorCode", [...EXACT, "like"], fc.constantFrom(...ATTEMPT_ERROR_CODES, "time")),
  dates("createdAt"),
  dates("dueAt"),
  dates("completedAt"),
);
const anyAnswers = fc.array(
  fc.constantFrom("2xx", "4xx", "5xx", "204", "418", "503", "timeout", "http_server_error"),
  {
    maxLength: 3,
  },
);

function bringsAny(row: Row, words: readonly string[]): boolean {
  const code = row.lastStatusCode as number | null;
  return (
    words.length === 0 ||
    words.some(
      (word) =>
        word === row.lastErrorCode ||
        word === String(code) ||
        (code !== null && word === `${Math.floor(code / 100)}xx`),
    )
  );
}

test("a search finds exactly what meets every condition, in order, whichever index leads to it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyCondition, { maxLength: 3 }),
      anyAnswers,
      fc.boolean(),
      async (conditions, answers, oldestFirst) => {
        const expected = rows
          .filter((row) => conditions.every((one) => passes(row, one)) && bringsAny(row, answers))
          .map(({ id }) => id);
        if (oldestFirst) expected.reverse();

        const found = await find({ conditions, answers: answerConditions(answers), oldestFirst, take: ROWS });

        expect(found).toEqual({ ids: expected, matched: expected.length, searchedTo: null });
      },
    ),
    { numRuns: 400 },
  );
}, 120_000);

test("what is asked for twice is found once", async () => {
  const answers = answerConditions(["timeout", "timeout"]);
  const { ids } = await find({ answers, take: ROWS });
  expect(ids.length).toBeGreaterThan(0);
  expect(new Set(ids).size).toBe(ids.length);
});

test("pages follow one another without a gap or a repeat", async () => {
  const conditions = [{ column: "state", operator: "neq", values: ["succeeded"] }] as const;
  const whole = await find({ conditions, take: ROWS });
  const pages = await Promise.all([0, 40, 80].map((skip) => find({ conditions, skip, take: 40 })));
  expect(pages.flatMap(({ ids }) => ids)).toEqual(whole.ids.slice(0, 120));
});

test("a search that ends before the log does says where, and going on from there finds the rest", async () => {
  const { services } = database;
  const store = await aStore(services);
  const { id } = await aWebhook(services, store, { url: "http://127.0.0.1:9/" });
  const total = SEARCH_ROWS_MAX * 2.5;
  await aDeliveryLog(services.db.pool, {
    storeId: store.id,
    webhookIds: [id, id],
    rows: total,
    days: 10,
    troubled: 0,
  });
  const rare: FilterCondition = { column: "lastStatusCode", operator: "eq", values: [204] };
  const expected = await services.db.prisma.delivery.findMany({
    where: { storeId: store.id, lastStatusCode: 204 },
    orderBy: { id: "desc" },
    select: { id: true },
  });

  for (const oldestFirst of [false, true]) {
    const ids: string[] = [];
    let from: FilterCondition[] = [];
    let steps = 0;
    for (;;) {
      const found = await find({ storeId: store.id, conditions: [rare, ...from], take: 1_000, oldestFirst });
      ids.push(...found.ids);
      steps += 1;
      if (found.searchedTo === null) break;
      from = [{ column: "createdAt", operator: oldestFirst ? "gt" : "lt", values: [found.searchedTo] }];
    }
    expect(steps).toBe(3);
    // Nothing is asked for: the shorter way finds the same, to the end of what is searched.
    for (const page of [
      { skip: 20, take: 50 },
      { skip: SEARCH_ROWS_MAX - 100, take: 200 },
    ]) {
      const { matched: _, ...searched } = await find({ storeId: store.id, oldestFirst, ...page });
      for (const webhookId of [null, id]) {
        const { rows, ...newest } = await newestInLog(services.db.pool, {
          storeId: store.id,
          webhookId,
          oldestFirst,
          ...page,
        });
        const found = { ...newest, ids: rows.map((row) => row.id) };
        expect(found).toEqual({ ...searched, counted: SEARCH_ROWS_MAX });
      }
    }
    const other = { storeId: (await aStore(services)).id, webhookId: id, oldestFirst, skip: 0, take: 10 };
    expect(await newestInLog(services.db.pool, other)).toEqual({ rows: [], counted: 0, searchedTo: null });
    expect(ids).toEqual((oldestFirst ? expected.toReversed() : expected).map((row) => row.id));
  }
}, 60_000);
