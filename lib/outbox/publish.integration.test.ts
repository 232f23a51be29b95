import { createHash } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { CATALOGUE } from "#lib/catalogue/catalogue.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import { DUE_CHANNEL } from "#lib/platform/wake.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { type OutgoingEvent, publish } from "./publish.ts";

let database: TestDatabase;
let services: Services;
let store: AStore;

beforeAll(async () => {
  database = await createTestDatabase();
  services = database.services;
});
afterAll(() => database.drop());
beforeEach(async () => {
  store = await aStore(services);
});

const url = "https://receiver.example.com/";

function anEvent(change: Partial<OutgoingEvent> = {}): OutgoingEvent {
  return {
    eventName: "CustomerUpdated",
    dataJson: JSON.stringify(CATALOGUE.CustomerUpdated.example),
    createdAt: new Date(),
    ...change,
  };
}

const key = (text: string, body: string) => ({
  key: text,
  bodySha256: createHash("sha256").update(body).digest(),
});

async function counts() {
  const where = { storeId: store.id };
  const { prisma } = services.db;
  const deliveries = await prisma.delivery.findMany({ where, select: { id: true } });
  return {
    events: await prisma.event.count({ where }),
    deliveries: deliveries.length,
    due: await prisma.deliveryDue.count({ where: { deliveryId: { in: deliveries.map(({ id }) => id) } } }),
  };
}

test("an event is written with one delivery, due at once, for each webhook that matches", async () => {
  await aWebhook(services, store, { url, eventNames: ["CustomerUpdated"] });
  await aWebhook(services, store, {
    url,
    eventNames: ["CustomerRegistered", "CustomerUpdated"],
    state: "paused",
  });
  await aWebhook(services, store, { url, eventNames: ["CustomerRegistered"] });
  await aWebhook(services, store, { url, eventNames: ["CustomerUpdated"], state: "disabled" });
  await aWebhook(services, store, {
    url,
    eventNames: ["CustomerUpdated"],
    activeFrom: new Date(Date.now() + 60_000),
  });
  await aWebhook(services, await aStore(services), { url, eventNames: ["CustomerUpdated"] });

  await publishExample(services, store, 1, "CustomerUpdated");

  expect(await counts()).toEqual({ events: 1, deliveries: 2, due: 2 });
});

test("a transaction that is rolled back publishes nothing and wakes nobody", async () => {
  await aWebhook(services, store, { url, eventNames: ["CustomerUpdated"] });
  const woken: string[] = [];
  const listening = { ...services, wakeDue: (ids: Iterable<string>) => void woken.push(...ids) };

  const failed = inTransaction(services.db.prisma, async (tx) => {
    await publish(tx, listening, store.id, [anEvent(), anEvent()]);
    throw new Error("the caller changed its mind");
  });

  await expect(failed).rejects.toThrow("changed its mind");
  expect(await counts()).toEqual({ events: 0, deliveries: 0, due: 0 });
  expect(woken).toEqual([]);
});

test("workers are told after the commit, not before, which webhooks have work", async () => {
  const webhook = await aWebhook(services, store, { url, eventNames: ["CustomerUpdated"] });
  const heard: string[] = [];
  const listener = new Client({ connectionString: database.connectionString });
  listener.on("notification", ({ payload }) => heard.push(payload ?? ""));
  await listener.connect();
  await listener.query(`LISTEN ${DUE_CHANNEL}`);
  try {
    await inTransaction(services.db.prisma, async (tx) => {
      await publish(tx, services, store.id, [anEvent()]);
      await listener.query("SELECT 1");
      expect(heard).toEqual([]);
    });
    await expect.poll(() => heard).toEqual([webhook.id]);
  } finally {
    await listener.end();
  }
});

test("a caller with a transaction of its own publishes too: it commits with the rest", async () => {
  await aWebhook(services, store, { url, eventNames: ["CustomerUpdated"] });
  await services.db.prisma.$transaction((tx) => publish(tx, services, store.id, [anEvent()]));
  expect(await counts()).toEqual({ events: 1, deliveries: 1, due: 1 });
});

test("the same key publishes once, also by ten publishers at the same moment", async () => {
  await aWebhook(services, store, { url, eventNames: ["CustomerUpdated"] });
  const event = anEvent({ idempotencyKey: key("order-1", "body") });

  const published = await Promise.all(
    Array.from({ length: 10 }, () =>
      inTransaction(services.db.prisma, (tx) => publish(tx, services, store.id, [event])),
    ),
  );

  const results = published.flat();
  expect(new Set(results.map(({ eventId }) => eventId)).size).toBe(1);
  expect(results.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
  expect(await counts()).toEqual({ events: 1, deliveries: 1, due: 1 });
});

test("batches that share keys in different orders do not block each other for good", async () => {
  const keys = Array.from({ length: 50 }, (_, index) => key(`shared-${index}`, "body"));
  const batch = keys.map((idempotencyKey) => anEvent({ idempotencyKey }));
  const batches = [batch, batch.toReversed(), batch, batch.toReversed()];
  await Promise.all(
    batches.map((events) =>
      inTransaction(services.db.prisma, (tx) => publish(tx, services, store.id, events)),
    ),
  );
  expect((await counts()).events).toBe(50);
});

test("a key that comes back with another body is refused with its place in the batch, and nothing of the batch is written", async () => {
  await inTransaction(services.db.prisma, (tx) =>
    publish(tx, services, store.id, [anEvent({ idempotencyKey: key("order-2", "one") })]),
  );
  const again = inTransaction(services.db.prisma, (tx) =>
    publish(tx, services, store.id, [anEvent(), anEvent({ idempotencyKey: key("order-2", "two") })]),
  );
  await expect(again).rejects.toMatchObject({ index: 1 });
  expect((await counts()).events).toBe(1);
});

test("a key belongs to its store", async () => {
  const other = await aStore(services);
  const event = anEvent({ idempotencyKey: key("order-3", "body") });
  const publishIn = (storeId: string) =>
    inTransaction(services.db.prisma, (tx) => publish(tx, services, storeId, [event]));
  const [first] = await publishIn(store.id);
  const [second] = await publishIn(other.id);
  expect(first?.eventId).not.toBe(second?.eventId);
  expect(second?.isRepeat).toBe(false);
});
