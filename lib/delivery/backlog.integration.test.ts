import { afterAll, beforeAll, expect, test } from "vitest";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { readBacklog, type StoreBacklog } from "./backlog.ts";
import { largest } from "./backlog-metrics.ts";

let database: TestDatabase;
let services: Services;

beforeAll(async () => {
  database = await createTestDatabase();
  services = database.services;
});
afterAll(() => database.drop());

const backlogOf = async (code: string) =>
  (await readBacklog(services.db.pool)).filter(({ storeCode }) => storeCode === code);

test("tells what waits by store and by the state of the webhook, and how long the oldest has been due", async () => {
  const store = await aStore(services);
  await aWebhook(services, store, { url: "https://one.example.com/" });
  await aWebhook(services, store, { url: "https://two.example.com/" });
  const paused = await aWebhook(services, store, { url: "https://three.example.com/", state: "paused" });
  await publishExample(services, store, 4);
  await services.db.pool.query(
    "UPDATE delivery_due SET due_at = now() - interval '90 seconds' WHERE delivery_id = (SELECT min(delivery_id::text)::uuid FROM delivery_due WHERE subscription_id = $1)",
    [paused.id],
  );

  const rows = await backlogOf(store.code);
  const of = (state: string) => rows.find(({ webhookState }) => webhookState === state);
  expect(rows).toHaveLength(2);
  expect(of("active")).toMatchObject({ deliveries: 8, isEstimated: false });
  expect(of("paused")).toMatchObject({ deliveries: 4, isEstimated: false });
  expect(of("paused")?.oldestDueSeconds).toBeGreaterThanOrEqual(90);
  expect(of("active")?.oldestDueSeconds).toBeLessThan(80);
});

test("what is due later waits, and nothing of it is overdue", async () => {
  const store = await aStore(services);
  const webhook = await aWebhook(services, store, { url: "https://one.example.com/" });
  await publishExample(services, store, 2);
  await services.db.pool.query(
    "UPDATE delivery_due SET due_at = now() + interval '1 hour' WHERE subscription_id = $1",
    [webhook.id],
  );

  expect(await backlogOf(store.code)).toMatchObject([{ deliveries: 2, oldestDueSeconds: 0 }]);
});

test("a large backlog is told within a tenth from the statistics, without counting it", async () => {
  const [large, small] = [await aStore(services), await aStore(services)];
  const frequent = await aWebhook(services, large, { url: "https://one.example.com/" });
  const rare = await aWebhook(services, small, { url: "https://two.example.com/" });
  const fill = (id: string, rows: number) =>
    services.db.pool.query(
      `INSERT INTO delivery_due (subscription_id, due_at, delivery_id, event_id)
       SELECT $1, now(), gen_random_uuid(), gen_random_uuid() FROM generate_series(1, $2)`,
      [id, rows],
    );
  await fill(frequent.id, 120_000);
  await fill(rare.id, 40);
  await services.db.pool.query("VACUUM ANALYZE delivery_due");

  const [estimated] = await backlogOf(large.code);
  expect(estimated?.isEstimated).toBe(true);
  expect(estimated?.deliveries).toBeGreaterThan(108_000);
  expect(estimated?.deliveries).toBeLessThan(132_000);
  expect(await backlogOf(small.code)).toMatchObject([{ deliveries: 40, isEstimated: false }]);
});

test("stores beyond the bound are told together, with nothing left out", () => {
  const rows: StoreBacklog[] = Array.from({ length: 130 }, (_, index) => ({
    storeCode: `S${index}`,
    webhookState: "active",
    deliveries: index + 1,
    isEstimated: false,
    oldestDueSeconds: index,
  }));
  const shown = largest(rows);

  expect(shown).toHaveLength(101);
  expect(shown.at(-1)).toMatchObject({
    storeCode: "(other)",
    deliveries: (30 * 31) / 2,
    oldestDueSeconds: 29,
  });
  expect(shown.reduce((sum, { deliveries }) => sum + deliveries, 0)).toBe((130 * 131) / 2);
});
