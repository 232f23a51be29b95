import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { firstUuidAt } from "#lib/platform/core/uuid-v7.ts";
import { createPartitions } from "#lib/platform/partitions.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { BEGINNING, behind, type LaneRead, readDue } from "./due.ts";

const DAY_MS = 24 * 3_600_000;

let database: TestDatabase;
let lane: string;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Three deliveries of one webhook, due for an hour, for a minute and for a second. */
beforeEach(async () => {
  const { services } = database;
  const store = await aStore(services);
  lane = (await aWebhook(services, store, { url: "https://example.com/" })).id;
  await publishExample(services, store, 3);
  await services.db.pool.query(
    `UPDATE delivery_due q SET due_at = clock_timestamp() - a.age
       FROM (SELECT delivery_id, (ARRAY['1 hour', '1 minute', '1 second'])[row_number() OVER (ORDER BY delivery_id)]::interval AS age
               FROM delivery_due WHERE subscription_id = $1) a
      WHERE q.delivery_id = a.delivery_id`,
    [lane],
  );
});

async function read(change: Partial<LaneRead>): Promise<string[]> {
  const whole = { subscriptionId: lane, limit: 10, after: BEGINNING, until: "infinity", isOrdered: false };
  const rows = await readDue(database.services.db.pool, [{ ...whole, ...change }]);
  return rows.map(({ dueAt }) => dueAt).toSorted();
}

test("an event of an earlier week is read as one of this week is, and what has no event any more is left out", async () => {
  const { pool } = database.services.db;
  const [first = "", second = "", third] = await read({});
  await createPartitions(pool, Date.now(), Date.now() - 21 * DAY_MS);
  const old = firstUuidAt(Date.now() - 21 * DAY_MS);
  await pool.query(
    `INSERT INTO event (id, store_id, event_name, data, created_at)
     SELECT $1, store_id, event_name, '"of an earlier week"', created_at FROM event e
       JOIN delivery_due q ON q.event_id = e.id WHERE q.subscription_id = $2 LIMIT 1`,
    [old, lane],
  );
  const carry =
    "UPDATE delivery_due SET event_id = $1 WHERE subscription_id = $2 AND due_at = $3::timestamptz";
  await pool.query(carry, [old, lane, first]);
  await pool.query(carry, [firstUuidAt(Date.now()), lane, second]);
  const whole = { subscriptionId: lane, limit: 10, after: BEGINNING, until: "infinity", isOrdered: false };
  const rows = await readDue(pool, [whole]);
  expect(rows.map(({ dueAt }) => dueAt).toSorted()).toEqual([first, third]);
  expect(rows.find(({ dueAt }) => dueAt === first)?.dataJson).toBe('"of an earlier week"');
});

test("a read behind a place brings what is due after it", async () => {
  const all = await read({});
  expect(all).toHaveLength(3);
  expect(await read({ after: behind(all[0] ?? "") })).toEqual(all.slice(1));
});

test("a read that looks back brings what became due within that time, even if it is before its place", async () => {
  const all = await read({});
  const recent = { backMs: 10_000, floor: "-infinity" };
  expect(await read({ after: behind("infinity"), recent })).toEqual(all.slice(2));
  expect(await read({ after: behind("infinity"), recent: { ...recent, backMs: 600_000 } })).toEqual(
    all.slice(1),
  );
});

test("a read that looks back leaves nothing out behind its place, and brings nothing from before its floor", async () => {
  const all = await read({});
  const floor = all[0] ?? "";
  expect(await read({ after: behind(floor), recent: { backMs: 10, floor: "-infinity" } })).toEqual(all);
  expect(await read({ after: behind("infinity"), recent: { backMs: 7_200_000, floor } })).toEqual(
    all.slice(1),
  );
});

test("a read leaves out what is known, and brings so many of the others", async () => {
  const whole = { subscriptionId: lane, limit: 2, after: BEGINNING, until: "infinity", isOrdered: false };
  const { pool } = database.services.db;
  const idsOf = async (change: Partial<LaneRead>) =>
    (await readDue(pool, [{ ...whole, ...change }])).map(({ deliveryId }) => deliveryId);
  const [first = "", second = "", third = ""] = await idsOf({ limit: 10 });
  expect((await idsOf({ skip: [second] })).toSorted()).toEqual([first, third].toSorted());
  expect(await idsOf({ skip: [first, second, third] })).toEqual([]);
});
