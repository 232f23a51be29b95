import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { aContext, aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { explainEvent, listEvents } from "./data.ts";
import { EVENTS_SEARCHED_MAX } from "./event-search.ts";
import type { EventRequest } from "./schema.ts";

let database: TestDatabase;
let services: Services;

beforeAll(async () => {
  database = await createTestDatabase();
  services = database.services;
});
afterAll(() => database.drop());

const url = "http://127.0.0.1:9/";
const everything: EventRequest = {
  page: 1,
  pageSize: 20,
  eventNames: [],
  publishedFrom: null,
  publishedTo: null,
  id: null,
};
const firstPage: ListQuery = { page: 1, itemsOnPage: 50, orderBy: [], conditions: [] };

describe("the list of events", () => {
  test("has the newest first, with what became of each, and is filtered by name, time and either id", async () => {
    const store = await aStore(services);
    const ctx = aContext(services, store);
    await aWebhook(services, store, { url });
    const [first = ""] = await publishExample(services, store);
    const [second = ""] = await publishExample(services, store, 1, "CustomerUpdated");
    const ask = async (change: Partial<EventRequest>) =>
      (await listEvents(ctx, { ...everything, ...change })).rows.map(({ eventId }) => eventId);

    const { rows, total, searchedTo } = await listEvents(ctx, everything);
    expect(rows.map(({ eventId, deliveries }) => [eventId, deliveries.pending])).toEqual([
      [second, 0],
      [first, 1],
    ]);
    expect(rows[0]?.dataStart).toMatch(/^\{"customer/);
    expect([total.all, total.filtered, searchedTo]).toEqual([2, 2, null]);
    expect(await ask({ eventNames: ["CustomerUpdated"] })).toEqual([second]);
    expect(await ask({ pageSize: 1, page: 2 })).toEqual([first]);
    expect(await ask({ publishedTo: new Date(Date.now() - 60_000) })).toEqual([]);
    expect(await ask({ publishedFrom: new Date(Date.now() - 60_000) })).toEqual([second, first]);
    expect(await ask({ id: first.toUpperCase() })).toEqual([first]);
    const delivery = await services.db.prisma.delivery.findFirstOrThrow({ where: { eventId: first } });
    expect(await ask({ id: ` ${delivery.id}` })).toEqual([first]);
    expect(await ask({ id: "nonsense" })).toEqual([]);
    const other = aContext(services, await aStore(services));
    expect((await listEvents(other, { ...everything, id: first })).rows).toEqual([]);
    expect((await listEvents(other, everything)).total.all).toBe(0);
  });

  test("is searched in bounded steps, each of which goes on where the last one ended", async () => {
    const store = await aStore(services);
    const ctx = aContext(services, store);
    const [rare = ""] = await publishExample(services, store, 1, "CustomerDeactivated");
    await services.db.pool.query(
      `INSERT INTO event (id, store_id, event_name, data, created_at)
       SELECT (lpad(to_hex($2::bigint + i / 10), 12, '0') || '7' || lpad(to_hex(i % 10), 3, '0') || '8' || lpad(to_hex(i), 15, '0'))::uuid,
              $1, 'CustomerUpdated', '{}', now() FROM generate_series(1, $3::int) i`,
      [store.id, Date.now() + 10, EVENTS_SEARCHED_MAX + 500],
    );
    const step = await listEvents(ctx, { ...everything, eventNames: ["CustomerDeactivated"] });
    expect([step.rows.length, step.total.filtered]).toEqual([0, 0]);
    const next = await listEvents(ctx, {
      ...everything,
      eventNames: ["CustomerDeactivated"],
      publishedTo: new Date(step.searchedTo ?? Number.NaN),
    });
    expect(next.rows.map(({ eventId }) => eventId)).toEqual([rare]);
    expect(next.searchedTo).toBeNull();
  });
});

describe("the webhooks of an event", () => {
  test("are explained as they were met: deleted and changed since, added later, disabled before", async () => {
    const store = await aStore(services);
    const { prisma } = services.db;
    const aged = async (options: Parameters<typeof aWebhook>[2]) => {
      const { id } = await aWebhook(services, store, options);
      await prisma.webhookSubscription.update({
        where: { id },
        data: { createdAt: new Date(Date.now() - 3_600_000) },
      });
      return id;
    };
    const sent = await aged({ url });
    const resumed = await aged({ url, state: "disabled" });
    const disabled = await aged({ url, state: "disabled" });
    const gone = await aged({ url, eventNames: ["CustomerUpdated"] });
    await prisma.webhookSubscription.update({ where: { id: gone }, data: { deletedAt: new Date(0) } });
    const [eventId = ""] = await publishExample(services, store);
    await prisma.webhookSubscription.update({ where: { id: sent }, data: { deletedAt: new Date() } });
    await prisma.webhookSubscription.update({
      where: { id: resumed },
      data: { state: "active", disabledAt: null },
    });
    const { id: added } = await aWebhook(services, store, { url });
    await prisma.webhookSubscription.update({
      where: { id: added },
      data: { createdAt: new Date(Date.now() + 1_000) },
    });

    const { webhooks } = await explainEvent(aContext(services, store), eventId, firstPage);
    const reasons = new Map(webhooks.items.map((item) => [item.webhookSubscriptionId, item.reason]));
    expect(webhooks.items[0]).toMatchObject({
      webhookSubscriptionId: sent,
      isDeleted: true,
      matched: true,
      delivery: { state: "pending" },
    });
    expect(webhooks.matched).toBe(1);
    expect(Object.fromEntries(reasons)).toEqual({
      [sent]: null,
      [resumed]: "changed_since",
      [disabled]: "disabled",
      [added]: "added_later",
      [gone]: "deleted",
    });
    expect(webhooks.items.at(-1)?.webhookSubscriptionId).toBe(gone);
  });

  test("of which there are ten thousand are answered in pages, without a wait", async () => {
    const store = await aStore(services);
    await services.db.pool.query(
      `INSERT INTO webhook_subscription (id, store_id, event_names, url, active_from, created_at, updated_at)
       SELECT gen_random_uuid(), $1, ARRAY['AvailablePointsAmountChanged', 'CustomerUpdated'],
              'https://host' || i || '.example.com/webhooks/of/a/usual/length', now() - interval '1 day',
              now() - interval '1 day', now()
         FROM generate_series(1, 10000) i`,
      [store.id],
    );
    const [eventId = ""] = await publishExample(services, store);
    const ctx = aContext(services, store);
    await explainEvent(ctx, eventId, firstPage);
    const startedAt = performance.now();
    const { webhooks } = await explainEvent(ctx, eventId, { ...firstPage, page: 200 });
    const ms = performance.now() - startedAt;
    expect(webhooks.total).toEqual({ all: 10_000, filtered: 10_000, estimated: false });
    expect(webhooks.items).toHaveLength(50);
    expect(webhooks.items.every(({ delivery }) => delivery !== null)).toBe(true);
    // A tenth of it on an idle machine; a query that grows with the square would take minutes.
    expect(ms).toBeLessThan(2_000);
    console.info(`ten thousand webhooks explained in ${Math.round(ms)} ms`);
  });
});
