import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { firstUuidAt } from "./core/uuid-v7.ts";
import { createPartitions, dropPartitions, listPartitions } from "./partitions.ts";

const DAY_MS = 24 * 3600 * 1000;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function insertEvent(ms: number): Promise<string> {
  const id = firstUuidAt(ms).replace(/0000-0000-000000000000$/, "7000-8000-000000000001");
  await database.services.db.pool.query(
    `INSERT INTO event (id, store_id, event_name, data, created_at) VALUES ($1, $1, 'X', '{}', now())`,
    [id],
  );
  return id;
}

test("every moment from now to eight weeks ahead has a partition", async () => {
  const now = Date.now();
  for (let days = 0; days < 8 * 7; days += 1)
    await expect(insertEvent(now + days * DAY_MS)).resolves.toBeDefined();
});

test("making partitions again, also at the same time, changes nothing and fails nowhere", async () => {
  const { pool } = database.services.db;
  const now = Date.now() + 21 * DAY_MS;
  await Promise.all([createPartitions(pool, now), createPartitions(pool, now), createPartitions(pool, now)]);
  await expect(insertEvent(now + 55 * DAY_MS)).resolves.toBeDefined();
});

test("a partition has the storage settings of this version, also when an earlier one made it", async () => {
  const { pool } = database.services.db;
  const optionsOf = async () => {
    const { rows } = await pool.query<{ options: string[] | null }>(
      `SELECT DISTINCT reloptions AS options FROM pg_class WHERE relname ~ '^delivery_2[0-9]{7}$'`,
    );
    return rows.map(({ options }) => options);
  };
  expect(await optionsOf()).toEqual([["fillfactor=50"]]);

  const [first] = (await listPartitions(pool)).filter(({ table }) => table === "delivery");
  await pool.query(`ALTER TABLE "${first?.name}" SET (fillfactor = 70)`);
  expect(await optionsOf()).toHaveLength(2);
  await createPartitions(pool, Date.now());

  expect(await optionsOf()).toEqual([["fillfactor=50"]]);
});

test("while a transaction is open on the tables, partitions are made at once", async () => {
  const { pool } = database.services.db;
  const reader = await pool.connect();
  try {
    await reader.query("BEGIN; SELECT count(*) FROM delivery; SELECT count(*) FROM event");
    const now = Date.now() + 70 * DAY_MS;
    await createPartitions(pool, now);
    await expect(insertEvent(now + 55 * DAY_MS)).resolves.toBeDefined();
  } finally {
    await reader.query("ROLLBACK");
    reader.release();
  }
});

test("a dropping that was held up is finished by the next one, and meanwhile nobody waits for it", async () => {
  const { pool } = database.services.db;
  const now = Date.now();
  await createPartitions(pool, now, now - 60 * DAY_MS);
  const old = await insertEvent(now - 59 * DAY_MS);
  const oldest = async () =>
    (await listPartitions(pool)).filter(
      ({ range }) => range.endMs < now - 50 * DAY_MS && range.endMs > now - 60 * DAY_MS,
    );
  const reader = await pool.connect();
  await reader.query("BEGIN; SELECT count(*) FROM event; SELECT count(*) FROM delivery");

  const dropping = dropPartitions(pool, await oldest());
  await expect
    .poll(async () => (await listPartitions(pool)).filter(({ state }) => state === "detaching").length, {
      timeout: 15_000,
    })
    .toBe(1);
  // Others read and write as if nothing were going on.
  await expect(insertEvent(now)).resolves.toBeDefined();
  await expect(pool.query("SELECT count(*) FROM delivery")).resolves.toBeDefined();
  expect(await dropping).toEqual([]);
  await reader.query("ROLLBACK");
  reader.release();

  const left = await oldest();
  expect(left.map(({ state }) => state)).toContain("detaching");
  expect((await dropPartitions(pool, left)).sort()).toEqual(left.map(({ name }) => name).sort());
  expect(await oldest()).toEqual([]);
  const { rowCount } = await pool.query("SELECT FROM event WHERE id = $1", [old]);
  expect(rowCount).toBe(0);
}, 60_000);

test("a dropping that was held up in a later week does not keep earlier weeks from being dropped", async () => {
  const { pool } = database.services.db;
  const now = Date.now();
  await createPartitions(pool, now, now - 150 * DAY_MS);
  const oldest = async () =>
    (await listPartitions(pool))
      .filter(({ table, range }) => table === "delivery" && range.endMs < now - 120 * DAY_MS)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const before = await oldest();
  const reader = await pool.connect();
  await reader.query("BEGIN; SELECT count(*) FROM delivery");
  expect(await dropPartitions(pool, before.slice(-1))).toEqual([]);
  // Alone it cannot be done: the table detaches one at a time.
  expect(await dropPartitions(pool, before.slice(0, 1))).toEqual([]);
  await reader.query("ROLLBACK");
  reader.release();

  // Also with what was known before the interruption.
  expect((await dropPartitions(pool, before)).toSorted()).toEqual(before.map(({ name }) => name));
  expect(await oldest()).toEqual([]);
}, 60_000);

test("a partition that was detached and not dropped is dropped later", async () => {
  const { pool } = database.services.db;
  const now = Date.now();
  await createPartitions(pool, now, now - 90 * DAY_MS);
  const [victim] = (await listPartitions(pool)).filter(
    ({ table, range }) => table === "delivery_attempt" && range.endMs < now - 70 * DAY_MS,
  );
  await pool.query(`ALTER TABLE delivery_attempt DETACH PARTITION "${victim?.name}" CONCURRENTLY`);

  const found = (await listPartitions(pool)).filter(({ name }) => name === victim?.name);
  expect(found).toMatchObject([{ state: "detached" }]);
  expect(await dropPartitions(pool, found)).toEqual([victim?.name]);
});
