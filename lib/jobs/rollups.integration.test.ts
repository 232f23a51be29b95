import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aStore } from "#lib/testing/factories.ts";
import { deleteRollups, mergeRollups } from "./rollups.ts";

const DAY_MS = 24 * 3600_000;
/** The end of an hour. */
const NOW = Date.UTC(2026, 5, 20, 12);

let database: TestDatabase;
let store: AStore;
let webhook: string;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  store = await aStore(database.services);
  webhook = database.services.newId();
});

/** A row for every five minutes of so many hours, the last of which ends at `untilMs`: periods were that short once. */
async function everyFiveMinutes(hours: number, untilMs: number): Promise<void> {
  await database.services.db.pool.query(
    `INSERT INTO delivery_rollup (subscription_id, period_start, store_id, attempts, failed_attempts, succeeded,
            exhausted, duration_ms, slowest_ms, latency)
     SELECT $1::uuid, $3::timestamptz - i * interval '5 minutes', $2::uuid, 4, 3, 2, 1, 10, i,
            CASE WHEN i % 2 = 0 THEN '{}' ELSE '{1, 2}'::int[] END
       FROM generate_series(1, $4::int) i`,
    [webhook, store.id, new Date(untilMs), hours * 12],
  );
}

async function stored() {
  const rows = await database.services.db.prisma.deliveryRollup.findMany({
    where: { subscriptionId: webhook },
    orderBy: { periodStart: "asc" },
  });
  const sum = (pick: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + pick(row), 0);
  return {
    rows,
    sums: [
      sum((row) => row.attempts),
      sum((row) => row.failedAttempts),
      sum((row) => row.succeeded),
      sum((row) => row.exhausted),
      sum((row) => row.durationMs),
      sum((row) => row.latency[0] ?? 0),
      sum((row) => row.latency[1] ?? 0),
    ],
  };
}

test("what is older than two days is added up to hours, and every sum stays", async () => {
  const { pool } = database.services.db;
  await everyFiveMinutes(3, NOW - 2 * DAY_MS);
  await everyFiveMinutes(1, NOW);
  const before = await stored();

  await mergeRollups(pool, NOW);
  await mergeRollups(pool, NOW);

  const { rows, sums } = await stored();
  expect(sums).toEqual(before.sums);
  const hours = rows.filter(({ periodStart }) => periodStart.getTime() < NOW - 2 * DAY_MS);
  expect(
    hours.map(({ periodStart, attempts, slowestMs }) => [periodStart.getUTCHours(), attempts, slowestMs]),
  ).toEqual([
    [9, 48, 36],
    [10, 48, 24],
    [11, 48, 12],
  ]);
  expect(rows).toHaveLength(3 + 12);
});

test("more rows than one step takes are all added up", async () => {
  const { pool } = database.services.db;
  const others = Array.from({ length: 150 }, () => database.services.newId());
  for (const id of others) {
    webhook = id;
    await everyFiveMinutes(4, NOW - 2 * DAY_MS);
  }

  expect(await mergeRollups(pool, NOW)).toBeGreaterThanOrEqual(150 * 4 * 11);

  const count = await database.services.db.prisma.deliveryRollup.count({ where: { storeId: store.id } });
  expect(count).toBe(150 * 4);
});

test("roll-ups past retention go, younger ones stay", async () => {
  const { pool } = database.services.db;
  await everyFiveMinutes(1, NOW - 30 * DAY_MS);
  await everyFiveMinutes(1, NOW - 29 * DAY_MS);

  await deleteRollups(pool, new Date(NOW - 30 * DAY_MS));

  expect((await stored()).rows).toHaveLength(12);
});
