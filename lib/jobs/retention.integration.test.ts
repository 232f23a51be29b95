import { afterEach, beforeEach, expect, test } from "vitest";
import { createUuidV7 } from "#lib/platform/core/uuid-v7.ts";
import { createPartitions, listPartitions } from "#lib/platform/partitions.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { dropExpiredWeeks } from "./retention.ts";

const DAY_MS = 24 * 3600 * 1000;
let database: TestDatabase;
let services: Services;
let store: AStore;

beforeEach(async () => {
  database = await createTestDatabase({ RETENTION_DAYS: "30" });
  services = database.services;
  store = await aStore(services);
  await createPartitions(services.db.pool, Date.now(), Date.now() - 60 * DAY_MS);
});
afterEach(() => database.drop());

/** One delivery published so many days ago, and still waiting. */
async function publishedDaysAgo(days: number, state: "active" | "paused" | "disabled" = "active") {
  const webhook = await aWebhook(services, store, { url: "http://127.0.0.1:9/" });
  const then = { ...services, newId: createUuidV7(() => Date.now() - days * DAY_MS, services.randomBytes) };
  await publishExample(then, store);
  await services.db.prisma.webhookSubscription.update({ where: { id: webhook.id }, data: { state } });
  const { rows } = await services.db.pool.query<{ id: string; event_id: string }>(
    "SELECT id, event_id FROM delivery WHERE subscription_id = $1",
    [webhook.id],
  );
  return { webhookId: webhook.id, id: rows[0]?.id ?? "", eventId: rows[0]?.event_id ?? "" };
}

const succeed = (id: string) =>
  services.db.pool.query(
    `WITH taken AS (DELETE FROM delivery_due WHERE delivery_id = $1)
     UPDATE delivery SET state = 'succeeded', attempts = 1, due_at = NULL, completed_at = now() WHERE id = $1`,
    [id],
  );
const exists = async (table: "event" | "delivery", id: string) =>
  (await services.db.pool.query(`SELECT FROM ${table} WHERE id = $1`, [id])).rowCount === 1;
const isQueued = async (id: string) =>
  (await services.db.pool.query("SELECT FROM delivery_due WHERE delivery_id = $1", [id])).rowCount === 1;

test("retention drops the weeks that are wholly older, of all tables, and keeps the rest", async () => {
  const old = await publishedDaysAgo(45);
  const recent = await publishedDaysAgo(20);
  await succeed(old.id);
  await services.db.pool.query("DELETE FROM delivery_due WHERE event_id = $1", [old.eventId]);
  await services.db.pool.query("UPDATE delivery SET state = 'cancelled' WHERE event_id = $1", [old.eventId]);

  const { dropped, kept } = await dropExpiredWeeks(services);

  expect(kept).toEqual([]);
  expect(new Set(dropped.map((name) => name.replace(/_\d+$/, "")))).toEqual(
    new Set(["event", "delivery", "delivery_trouble", "delivery_attempt"]),
  );
  expect([await exists("event", old.eventId), await exists("delivery", old.id)]).toEqual([false, false]);
  expect([await exists("event", recent.eventId), await isQueued(recent.id)]).toEqual([true, true]);
  const left = await listPartitions(services.db.pool);
  expect(left.filter(({ range }) => range.endMs <= Date.now() - 30 * DAY_MS)).toEqual([]);
});

test("a week of which a paused webhook is still owed something is kept and told, and goes when it was delivered", async () => {
  const owed = await publishedDaysAgo(45, "paused");

  const first = await dropExpiredWeeks(services);
  expect(first.kept).toMatchObject([{ waiting: 1, oldestDueAt: expect.any(Date) }]);
  expect([
    await exists("event", owed.eventId),
    await exists("delivery", owed.id),
    await isQueued(owed.id),
  ]).toEqual([true, true, true]);

  await succeed(owed.id);
  expect((await dropExpiredWeeks(services)).kept).toEqual([]);
  expect(await exists("delivery", owed.id)).toBe(false);
});

test("a replay keeps the week of the event that it sends again", async () => {
  const old = await publishedDaysAgo(45);
  await succeed(old.id);
  const id = services.newId();
  await services.db.pool.query(
    "INSERT INTO delivery_due (subscription_id, due_at, delivery_id, event_id, trigger) VALUES ($1, now(), $2, $3, 'replay')",
    [old.webhookId, id, old.eventId],
  );
  expect((await dropExpiredWeeks(services)).kept).toMatchObject([{ waiting: 1 }]);
  expect(await exists("event", old.eventId)).toBe(true);
});

test("what a disabled webhook was owed past retention is cancelled, which its audit tells, and what is younger is kept", async () => {
  const old = await publishedDaysAgo(45, "disabled");
  await services.db.prisma.webhookSubscription.update({
    where: { id: old.webhookId },
    data: { state: "active" },
  });
  const then = { ...services, newId: createUuidV7(() => Date.now() - 3 * DAY_MS, services.randomBytes) };
  await publishExample(then, store);
  await services.db.prisma.webhookSubscription.update({
    where: { id: old.webhookId },
    data: { state: "disabled" },
  });

  const { kept } = await dropExpiredWeeks(services);

  expect(kept).toEqual([]);
  expect(await exists("delivery", old.id)).toBe(false);
  const queued = await services.db.pool.query("SELECT FROM delivery_due WHERE subscription_id = $1", [
    old.webhookId,
  ]);
  expect(queued.rowCount).toBe(1);
  const audit = await services.db.prisma.auditEntry.findMany({ where: { entityId: old.webhookId } });
  expect(audit.map(({ eventType, after }) => [eventType, after])).toEqual([
    ["webhook.deliveries_expired", { cancelled: 1 }],
  ]);
});
