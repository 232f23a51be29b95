import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createUuidV7 } from "#lib/platform/core/uuid-v7.ts";
import { createPartitions, listPartitions } from "#lib/platform/partitions.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { startWorkerProcess, type TestProcess } from "#lib/testing/processes.ts";
import { type Receiver, startReceiver } from "#lib/testing/receiver.ts";
import { dropExpiredWeeks } from "./retention.ts";

const DAY_MS = 24 * 3600 * 1000;
/** What a wait for a lock would exceed: a dropping waits ten seconds for the transaction that holds it up. */
const LATE_MS = 9_000;

let database: TestDatabase;
let services: Services;
let receiver: Receiver;
let store: AStore;
let worker: TestProcess | undefined;

beforeEach(async () => {
  database = await createTestDatabase({ RETENTION_DAYS: "30" });
  services = database.services;
  store = await aStore(services);
  receiver = await startReceiver();
});
afterEach(async () => {
  await worker?.kill();
  await receiver.close();
  await database.drop();
});

/** Publishes until told to stop; answers with when each event's publishing began. */
async function publishUntil(isOver: () => boolean): Promise<Map<string, number>> {
  const startedAtMs = new Map<string, number>();
  while (!isOver()) {
    const atMs = Date.now();
    for (const id of await publishExample(services, store, 5)) startedAtMs.set(id, atMs);
    await sleep(10);
  }
  return startedAtMs;
}

test("making and dropping partitions delays no delivery and loses none, also beside a transaction that stays open", async () => {
  const { pool } = services.db;
  await createPartitions(pool, Date.now(), Date.now() - 50 * DAY_MS);
  await aWebhook(services, store, { url: receiver.url });
  const old = { ...services, newId: createUuidV7(() => Date.now() - 45 * DAY_MS, services.randomBytes) };
  await publishExample(old, store, 20);
  worker = await startWorkerProcess(database.connectionString);
  await receiver.waitFor(20, 30_000);

  let isOver = false;
  const publishing = publishUntil(() => isOver);
  const reader = await pool.connect();
  await reader.query("BEGIN; SELECT count(*) FROM delivery; SELECT count(*) FROM event");
  await createPartitions(pool, Date.now() + 28 * DAY_MS);
  const heldUp = await dropExpiredWeeks(services);
  await reader.query("ROLLBACK");
  reader.release();
  const expired = async () =>
    (await listPartitions(pool)).filter(({ range }) => range.endMs <= Date.now() - 30 * DAY_MS).length;
  const expiredBefore = await expired();
  await expect
    .poll(
      async () => {
        await dropExpiredWeeks(services);
        return expired();
      },
      { timeout: 40_000 },
    )
    .toBe(0);
  isOver = true;
  const published = await publishing;

  expect(heldUp.dropped).toEqual([]);
  expect(expiredBefore).toBeGreaterThanOrEqual(4);

  await receiver.waitFor(20 + published.size, 30_000);
  const { rows } = await pool.query<{ id: string; event_id: string; state: string }>(
    "SELECT id, event_id, state FROM delivery WHERE event_id = ANY($1)",
    [[...published.keys()]],
  );
  const eventOf = new Map(rows.map((row) => [row.id, row.event_id]));
  const arrivals = receiver.requests.slice(20).map(({ headers, atMs }) => {
    const eventId = eventOf.get(String(headers["webhook-id"])) ?? "";
    return { eventId, tookMs: atMs - (published.get(eventId) ?? 0) };
  });
  expect(new Set(arrivals.map(({ eventId }) => eventId))).toEqual(new Set(published.keys()));
  expect(arrivals).toHaveLength(published.size);
  expect(Math.max(...arrivals.map(({ tookMs }) => tookMs))).toBeLessThan(LATE_MS);
}, 150_000);
