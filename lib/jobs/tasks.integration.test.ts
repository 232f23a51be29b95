import { afterAll, beforeAll, expect, test } from "vitest";
import { createUuidV7 } from "#lib/platform/core/uuid-v7.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { aContext, aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { deleteSubscription } from "#lib/webhooks/mutations.ts";
import { deletePublishKeys } from "./prune.ts";
import { startJobRunner } from "./runner.ts";
import { taskList } from "./tasks.ts";

let database: TestDatabase;
let services: Services;

beforeAll(async () => {
  database = await createTestDatabase();
  services = database.services;
});
afterAll(() => database.drop());

async function runJobs(until: () => Promise<boolean>): Promise<void> {
  const runner = await startJobRunner(services, taskList(services));
  try {
    await expect.poll(until, { timeout: 15_000 }).toBe(true);
  } finally {
    await runner.stop();
  }
}

test("deleting a webhook cancels what it had waiting, and touches nothing of the others", async () => {
  const store = await aStore(services);
  const webhook = await aWebhook(services, store, { url: "http://127.0.0.1:9/" });
  const other = await aWebhook(services, store, { url: "http://127.0.0.1:9/" });
  await publishExample(services, store, 12);

  await deleteSubscription(aContext(services, store), webhook.id);
  const states = (subscriptionId: string, state: "pending" | "cancelled") =>
    services.db.prisma.delivery.count({ where: { subscriptionId, state } });
  await runJobs(async () => (await states(webhook.id, "cancelled")) === 12);

  expect(await services.db.prisma.deliveryDue.count({ where: { subscriptionId: webhook.id } })).toBe(0);
  expect(await states(other.id, "pending")).toBe(12);
  expect(await services.db.prisma.deliveryDue.count({ where: { subscriptionId: other.id } })).toBe(12);
});

test("pruning takes keys and tokens past retention, abandoned tests and orphans of deleted webhooks", async () => {
  const store = await aStore(services);
  const webhook = await aWebhook(services, store, { url: "http://127.0.0.1:9/" });
  await publishExample(services, store, 3);
  await services.db.prisma.webhookSubscription.update({
    where: { id: webhook.id },
    data: { deletedAt: new Date() },
  });
  const deliveryId = createUuidV7(() => Date.now() - 3_600_000, services.randomBytes)();
  await services.db.prisma.delivery.create({
    data: {
      id: deliveryId,
      eventId: services.newId(),
      storeId: store.id,
      subscriptionId: webhook.id,
      eventName: "CustomerUpdated",
      trigger: "test",
      createdAt: new Date(Date.now() - 3_600_000),
    },
  });
  const key = { storeId: store.id, eventId: services.newId(), bodySha256: new Uint8Array(32) };
  await services.db.prisma.publishKey.createMany({
    data: [
      { ...key, key: "old", createdAt: new Date(Date.now() - 40 * 24 * 3_600_000) },
      { ...key, key: "new" },
    ],
  });

  const longAgo = new Date(Date.now() - 40 * 24 * 3_600_000);
  const subjectId = services.newId();
  const recent = { subjectId, eventId: services.newId() };
  const old = { subjectId, eventId: createUuidV7(() => longAgo.getTime(), services.randomBytes)() };
  await services.db.prisma.eventSubject.createMany({ data: [recent, old] });
  const notices = [longAgo, new Date()].map((expiresAt) => ({
    kind: "points" as const,
    subjectId,
    expiresAt,
  }));
  await services.db.prisma.expiryNotice.createMany({ data: notices });

  await services.db.pool.query("SELECT graphile_worker.add_job('prune-expired')");
  await runJobs(
    async () => (await services.db.prisma.deliveryDue.count({ where: { subscriptionId: webhook.id } })) === 0,
  );

  expect(await services.db.prisma.eventSubject.findMany({ where: { subjectId } })).toEqual([recent]);
  expect(await services.db.prisma.expiryNotice.count({ where: { subjectId } })).toBe(1);
  const keys = await services.db.prisma.publishKey.findMany({ where: { storeId: store.id } });
  expect(keys.map((row) => row.key)).toEqual(["new"]);
  const deliveries = await services.db.prisma.delivery.findMany({ where: { subscriptionId: webhook.id } });
  expect(deliveries.map((row) => row.state)).toEqual(["cancelled", "cancelled", "cancelled", "cancelled"]);
});

test("more keys than one step takes are all deleted, and no younger one", async () => {
  const store = await aStore(services);
  const { pool, prisma } = services.db;
  const cut = new Date(Date.now() - 1000 * 24 * 3_600_000);
  await pool.query(
    `INSERT INTO publish_key (store_id, key, event_id, body_sha256, created_at)
     SELECT $1::uuid, i::text, $1::uuid, '\\x00', $2::timestamptz + (i - 12000) * interval '1 second' FROM generate_series(1, 12100) i`,
    [store.id, cut],
  );
  expect(await deletePublishKeys(pool, cut)).toBe(11_999);
  expect(await prisma.publishKey.count({ where: { storeId: store.id } })).toBe(101);
});

test("the coming partitions are made by the job too", async () => {
  await services.db.pool.query(
    "DO $$ DECLARE name text; BEGIN SELECT max(c.relname) INTO name FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid WHERE c.relkind = 'r' AND c.relname LIKE 'event\\_2%'; EXECUTE 'DROP TABLE ' || name; END $$",
  );
  const partitions = async () =>
    Number(
      (
        await services.db.pool.query(
          "SELECT count(*) FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent WHERE p.relname = 'event'",
        )
      ).rows[0].count,
    );
  const before = await partitions();
  await services.db.pool.query("SELECT graphile_worker.add_job('maintain-partitions')");
  await runJobs(async () => (await partitions()) === before + 1);
});
