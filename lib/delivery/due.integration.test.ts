import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { BEGINNING, behind, type LaneRead, readDue } from "./due.ts";

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
