import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CATALOGUE } from "#lib/catalogue/catalogue.ts";
import { DeliveryWorker } from "#lib/delivery/worker.ts";
import { firstUuidAt } from "#lib/platform/core/uuid-v7.ts";
import { createServices, type Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aContext, aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { type Receiver, startReceiver } from "#lib/testing/receiver.ts";
import { advanceReplay, listOpenReplays } from "./advance.ts";
import { getReplay, listReplays, previewReplay } from "./data.ts";
import { cancelReplay, pauseReplay, resumeReplay, startReplay } from "./mutations.ts";
import type { NewReplay, ReplaySelection } from "./schema.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let database: TestDatabase;
let services: Services;
let store: AStore;
let webhook: { id: string; secret: string };
let receiver: Receiver;

beforeAll(async () => {
  database = await createTestDatabase();
  services = database.services;
});
afterAll(() => database.drop());
beforeEach(async () => {
  receiver = await startReceiver();
  store = await aStore(services);
  webhook = await aWebhook(services, store, { url: receiver.url });
});
afterEach(() => receiver.close());

const ctx = () => aContext(services, store);
const atMs = (hoursAgo: number) => new Date(Date.now() - hoursAgo * HOUR_MS).toISOString();

type PastDelivery = {
  state?: "pending" | "succeeded" | "exhausted" | "cancelled";
  hoursAgo?: number;
  trigger?: "schedule" | "test";
  lastErrorCode?: string | null;
  eventName?: "AvailablePointsAmountChanged" | "CustomerUpdated";
  subscriptionId?: string;
};

/** An event of some hours ago and, unless it has none, its delivery. */
async function aPastEvent(
  hoursAgo = 1,
  eventName: PastDelivery["eventName"] = "AvailablePointsAmountChanged",
): Promise<string> {
  const createdAt = new Date(Date.now() - hoursAgo * HOUR_MS);
  const id = firstUuidAt(createdAt.getTime()).slice(0, 13) + services.newId().slice(13);
  const data = JSON.stringify(CATALOGUE[eventName].example);
  await services.db.prisma.event.create({ data: { id, storeId: store.id, eventName, data, createdAt } });
  return id;
}

async function aPastDelivery(past: PastDelivery = {}): Promise<string> {
  const { state = "succeeded", hoursAgo = 1, eventName = "AvailablePointsAmountChanged" } = past;
  const eventId = await aPastEvent(hoursAgo, eventName);
  const createdAt = new Date(Date.now() - hoursAgo * HOUR_MS);
  const id = firstUuidAt(createdAt.getTime() + 1).slice(0, 13) + services.newId().slice(13);
  await services.db.prisma.delivery.create({
    data: {
      id,
      eventId,
      storeId: store.id,
      subscriptionId: past.subscriptionId ?? webhook.id,
      eventName,
      trigger: past.trigger ?? "schedule",
      state,
      attempts: 1,
      lastErrorCode:
        past.lastErrorCode === undefined && state === "exhausted"
          ? "http_server_error"
          : (past.lastErrorCode ?? null),
      createdAt,
      completedAt: state === "pending" ? null : createdAt,
    },
  });
  return id;
}

const input = (change: Partial<NewReplay> = {}): NewReplay => ({
  webhookSubscriptionId: webhook.id,
  from: atMs(2),
  to: new Date().toISOString(),
  scope: "everything",
  ratePerSecond: 500,
  ...change,
});

const selection = (): ReplaySelection => {
  const { ratePerSecond: _, ...what } = input();
  return what;
};

const queued = () =>
  services.db.prisma.deliveryDue.findMany({
    where: { subscriptionId: webhook.id },
    orderBy: { deliveryId: "asc" },
  });
const queuedIds = async () => (await queued()).map(({ deliveryId }) => deliveryId);
const delivery = (id: string) => services.db.prisma.delivery.findUniqueOrThrow({ where: { id } });

/** Runs a worker and the job until the replay is over. */
async function finish(replayId: string): Promise<void> {
  const workerServices = createServices(services.env, "worker", { max: 6 });
  const worker = new DeliveryWorker(workerServices);
  await worker.start();
  try {
    await expect
      .poll(
        async () => {
          await advanceReplay(services, replayId);
          return (await getReplay(ctx(), replayId)).state;
        },
        { timeout: 20_000, interval: 50 },
      )
      .toBe("completed");
  } finally {
    await worker.stop();
    await workerServices.db.close();
  }
}

describe("what a replay is about", () => {
  test("everything: what is over, whatever its end, and events that were never sent; not tests, and nothing pending", async () => {
    const over = [
      await aPastDelivery(),
      await aPastDelivery({ state: "exhausted" }),
      await aPastDelivery({ state: "cancelled" }),
    ];
    await aPastDelivery({ state: "pending" });
    await aPastDelivery({ trigger: "test" });
    const missed = await aPastEvent();

    expect(await previewReplay(ctx(), selection())).toEqual({
      total: 4,
      isExact: true,
      repeats: 3,
      neverSent: 1,
      pending: 1,
    });
    const { replayId } = await startReplay(ctx(), input());
    await advanceReplay(services, replayId);

    const rows = await queued();
    const made = await services.db.prisma.delivery.findFirstOrThrow({ where: { eventId: missed } });
    expect(new Set(rows.map(({ deliveryId }) => deliveryId))).toEqual(new Set([...over, made.id]));
    expect(new Set(rows.map(({ trigger }) => trigger))).toEqual(new Set(["replay"]));
    expect(made).toMatchObject({ state: "pending", trigger: "replay", subscriptionId: webhook.id });
  });

  test("failures: deliveries whose last attempt failed, whatever they were before; nothing that was never sent", async () => {
    const exhausted = await aPastDelivery({ state: "exhausted" });
    const failedAgain = await aPastDelivery({ lastErrorCode: "timeout" });
    await aPastDelivery();
    await aPastDelivery({ state: "cancelled", lastErrorCode: "timeout" });
    await aPastEvent();

    const replay = await startReplay(ctx(), input({ scope: "failures" }));
    expect(replay).toMatchObject({ total: 2, isTotalExact: true, state: "running" });
    await advanceReplay(services, replay.replayId);
    expect(new Set(await queuedIds())).toEqual(new Set([exhausted, failedAgain]));
  });

  test("the range holds its start and not its end, and other webhooks and events are left out", async () => {
    const other = await aWebhook(services, store, { url: receiver.url });
    const inside = await aPastDelivery({ hoursAgo: 3 });
    await aPastDelivery({ hoursAgo: 3, subscriptionId: other.id });
    await aPastDelivery({ hoursAgo: 3, eventName: "CustomerUpdated" });
    await aPastDelivery({ hoursAgo: 1 });
    await aPastDelivery({ hoursAgo: 5 });
    const { createdAt } = await delivery(inside);

    const range = { eventNames: ["AvailablePointsAmountChanged"], scope: "everything" as const };
    const count = async (from: Date, to: Date) =>
      (
        await previewReplay(ctx(), {
          webhookSubscriptionId: webhook.id,
          ...range,
          from: from.toISOString(),
          to: to.toISOString(),
        })
      ).repeats;
    const later = (ms: number) => new Date(createdAt.getTime() + ms);
    expect(await count(createdAt, later(1))).toBe(1);
    expect(await count(later(-1), createdAt)).toBe(0);
    expect(await count(later(-HOUR_MS), later(HOUR_MS))).toBe(1);
  });

  test("what was never sent is what the webhook would be sent today: subscribed, and not before it is active", async () => {
    await services.db.prisma.webhookSubscription.update({
      where: { id: webhook.id },
      data: { activeFrom: new Date(Date.now() - 1.5 * HOUR_MS) },
    });
    await aPastEvent(1.8);
    await aPastEvent(1, "CustomerUpdated");
    const missed = await aPastEvent(1);
    await aPastDelivery({ trigger: "test", subscriptionId: services.newId() });

    const { replayId } = await startReplay(ctx(), input());
    await advanceReplay(services, replayId);
    const made = await services.db.prisma.delivery.findMany({ where: { subscriptionId: webhook.id } });
    expect(made.map(({ eventId }) => eventId)).toEqual([missed]);
  });

  test("a large range is counted up to a limit only, and says so", async () => {
    await services.db.pool.query(
      `INSERT INTO delivery (id, event_id, store_id, subscription_id, event_name, state, created_at)
       SELECT (substr($1, 1, 13) || '-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, gen_random_uuid(), $2, $3, 'CustomerUpdated',
              'succeeded', $4 FROM generate_series(1, 50001) n`,
      [firstUuidAt(Date.now() - HOUR_MS), store.id, webhook.id, new Date(Date.now() - HOUR_MS)],
    );
    expect(await previewReplay(ctx(), selection())).toMatchObject({ total: 50_000, isExact: false });
    const replay = await startReplay(ctx(), input());
    expect(replay).toMatchObject({ total: 50_000, isTotalExact: false });
    // Of none of these is there an event any more: the job looks through all of them and has nothing to send.
    for (
      let step = 0;
      (await getReplay(ctx(), replay.replayId)).state === "running" && step < 20;
      step += 1
    ) {
      await advanceReplay(services, replay.replayId);
    }
    expect(await getReplay(ctx(), replay.replayId)).toMatchObject({
      state: "completed",
      total: 0,
      isTotalExact: true,
      queued: 0,
    });
  });
});

describe("what becomes of the deliveries", () => {
  test("success ends an exhausted one, failure leaves each what it was, and nothing is tried twice", async () => {
    const exhausted = await aPastDelivery({ state: "exhausted", hoursAgo: 1.9 });
    const stillExhausted = await aPastDelivery({ state: "exhausted", hoursAgo: 1.8 });
    const succeeded = await aPastDelivery({ hoursAgo: 1.7 });
    const cancelled = await aPastDelivery({ state: "cancelled", hoursAgo: 1.6 });
    const before = await delivery(succeeded);
    receiver.answerAlways((response, { headers }) => {
      const fails = [stillExhausted, succeeded].includes(String(headers["webhook-id"]));
      response.writeHead(fails ? 503 : 200).end();
    });
    const { replayId } = await startReplay(ctx(), input());
    await finish(replayId);

    expect(await getReplay(ctx(), replayId)).toMatchObject({
      queued: 4,
      succeeded: 2,
      failed: 2,
      skipped: 0,
      progress: 1,
    });
    expect(await delivery(exhausted)).toMatchObject({ state: "succeeded", attempts: 2, lastStatusCode: 200 });
    expect((await delivery(exhausted)).completedAt?.getTime()).toBeGreaterThan(Date.now() - HOUR_MS);
    expect(await delivery(stillExhausted)).toMatchObject({ state: "exhausted", attempts: 2, dueAt: null });
    expect(await delivery(succeeded)).toMatchObject({
      state: "succeeded",
      attempts: 2,
      lastErrorCode: "http_server_error",
      completedAt: before.completedAt,
    });
    expect((await delivery(cancelled)).state).toBe("succeeded");
    expect(receiver.requests).toHaveLength(4);
    expect(await queued()).toEqual([]);
    const attempts = await services.db.prisma.deliveryAttempt.findMany({
      where: { subscriptionId: webhook.id },
    });
    expect(attempts.map(({ trigger, number }) => [trigger, number])).toEqual(Array(4).fill(["replay", 2]));

    // What failed is found again, and only that.
    expect((await previewReplay(ctx(), { ...selection(), scope: "failures" })).total).toBe(2);
  });

  test("an event that was never sent follows the schedule when its first attempt fails", async () => {
    await aPastEvent();
    receiver.answerAlways({ status: 500 });
    const { replayId } = await startReplay(ctx(), input());
    await finish(replayId);

    expect(await getReplay(ctx(), replayId)).toMatchObject({ queued: 1, succeeded: 0, failed: 1 });
    const [made] = await services.db.prisma.delivery.findMany({ where: { subscriptionId: webhook.id } });
    expect(made).toMatchObject({ state: "pending", attempts: 1 });
    expect(made?.dueAt).not.toBeNull();
    expect(await queued()).toMatchObject([{ deliveryId: made?.id, step: 1 }]);
  });

  test("a live delivery does not wait for the backlog of a replay", async () => {
    await services.db.prisma.webhookSubscription.update({
      where: { id: webhook.id },
      data: { ratePerSecond: 10 },
    });
    for (let index = 0; index < 60; index += 1) await aPastDelivery();
    const { replayId } = await startReplay(ctx(), input({ ratePerSecond: 100 }));
    await advanceReplay(services, replayId);
    const workerServices = createServices(services.env, "worker", { max: 6 });
    const worker = new DeliveryWorker(workerServices);
    await worker.start();
    try {
      await receiver.waitFor(3);
      const [eventId] = await publishExample(services, store);
      const live = await services.db.prisma.delivery.findFirstOrThrow({ where: { eventId } });
      const arrived = () => receiver.requests.map(({ headers }) => headers["webhook-id"]);
      await expect.poll(arrived, { timeout: 15_000 }).toContain(live.id);
      // The backlog takes six seconds at this rate; the live one is among the next few.
      expect(arrived().indexOf(live.id)).toBeLessThan(30);
    } finally {
      await worker.stop();
      await workerServices.db.close();
    }
  });
});

describe("a replay that is changed", () => {
  test("holds at most one and a half seconds of its pace in the queue", async () => {
    for (let index = 0; index < 40; index += 1) await aPastDelivery();
    const { replayId } = await startReplay(ctx(), input({ ratePerSecond: 10 }));
    for (let step = 0; step < 5; step += 1) await advanceReplay(services, replayId);
    expect(await queued()).toHaveLength(15);
    expect(await getReplay(ctx(), replayId)).toMatchObject({ queued: 15, total: 40, state: "running" });
  });

  test("queues nothing while it is paused, goes on when it is resumed, and withdraws what waits when it is cancelled", async () => {
    for (let index = 0; index < 30; index += 1) await aPastDelivery();
    await aPastEvent(0.5);
    const { replayId } = await startReplay(ctx(), input({ ratePerSecond: 1 }));
    await advanceReplay(services, replayId);
    await pauseReplay(ctx(), replayId);
    await pauseReplay(ctx(), replayId);
    const [first] = await queued();
    await services.db.prisma.deliveryDue.deleteMany({ where: { deliveryId: first?.deliveryId ?? "" } });
    await advanceReplay(services, replayId);
    expect(await queued()).toHaveLength(1);
    expect(await getReplay(ctx(), replayId)).toMatchObject({ state: "paused", queued: 2, skipped: 1 });

    await resumeReplay(ctx(), replayId);
    await advanceReplay(services, replayId);
    expect(await queued()).toHaveLength(2);
    await cancelReplay(ctx(), replayId);
    expect(await queued()).toEqual([]);
    expect((await getReplay(ctx(), replayId)).completedAt).not.toBeNull();
    for (const change of [cancelReplay, pauseReplay, resumeReplay]) {
      await expect(change(ctx(), replayId)).rejects.toMatchObject({ code: "conflict" });
    }

    const audit = await services.db.prisma.auditEntry.findMany({
      where: { entityId: webhook.id },
      orderBy: { id: "asc" },
    });
    expect(audit.map(({ eventType }) => eventType)).toEqual([
      "webhook.replay_started",
      "webhook.replay_paused",
      "webhook.replay_resumed",
      "webhook.replay_cancelled",
    ]);
    // The next one may start, and finds everything again.
    expect((await startReplay(ctx(), input())).total).toBe(31);
  });

  test("a cancelled replay cancels the deliveries it made, and leaves the others what they were", async () => {
    const repeat = await aPastDelivery({ state: "exhausted" });
    const missed = await aPastEvent(0.5);
    const { replayId } = await startReplay(ctx(), input());
    await advanceReplay(services, replayId);
    await cancelReplay(ctx(), replayId);
    expect((await delivery(repeat)).state).toBe("exhausted");
    const made = await services.db.prisma.delivery.findFirstOrThrow({ where: { eventId: missed } });
    expect(made).toMatchObject({ state: "cancelled", dueAt: null });
  });

  test("waits while its webhook is paused, and ends with a webhook that is deleted", async () => {
    await aPastDelivery();
    const { replayId } = await startReplay(ctx(), input());
    const update = (data: { state?: "paused" | "active"; deletedAt?: Date }) =>
      services.db.prisma.webhookSubscription.update({ where: { id: webhook.id }, data });
    await update({ state: "paused" });
    await advanceReplay(services, replayId);
    expect(await queued()).toEqual([]);
    expect((await getReplay(ctx(), replayId)).state).toBe("running");
    await update({ deletedAt: new Date() });
    await advanceReplay(services, replayId);
    expect(await getReplay(ctx(), replayId)).toMatchObject({
      state: "cancelled",
      stateReason: "The webhook was deleted.",
    });
    expect(await listOpenReplays(services)).not.toContain(replayId);
  });

  test("steps at the same time queue nothing twice", async () => {
    for (let index = 0; index < 30; index += 1) await aPastDelivery();
    const { replayId } = await startReplay(ctx(), input({ ratePerSecond: 10 }));
    await Promise.all(Array.from({ length: 6 }, () => advanceReplay(services, replayId)));
    const ids = await queuedIds();
    expect(ids).toHaveLength(15);
    expect(new Set(ids).size).toBe(15);
  });
});

describe("a replay is refused", () => {
  const refused = (change: Partial<NewReplay>) => startReplay(ctx(), input(change)).catch((error) => error);

  test.each<[string, () => Partial<NewReplay>, string, string]>([
    ["with its range reversed", () => ({ from: atMs(1), to: atMs(2) }), "to", "range_reversed"],
    ["into the future", () => ({ to: atMs(-1) }), "to", "future"],
    [
      "over more than is kept",
      () => ({ from: new Date(Date.now() - 32 * DAY_MS).toISOString() }),
      "from",
      "range_too_long",
    ],
    [
      "of an unknown event",
      () => ({ eventNames: ["CustomerUpdated", "Nope"] }),
      "eventNames[1]",
      "unknown_event",
    ],
    ["at no pace", () => ({ ratePerSecond: 0 }), "ratePerSecond", "too_small"],
    ["at too high a pace", () => ({ ratePerSecond: 501 }), "ratePerSecond", "too_big"],
    ["from no time", () => ({ from: "yesterday" }), "from", "datetime"],
  ])("%s", async (_, change, path, code) => {
    expect(await refused(change())).toMatchObject({
      code: "validation_failed",
      violations: [{ path, code }],
    });
    expect(await services.db.prisma.replay.count({ where: { storeId: store.id } })).toBe(0);
  });

  test("while another one of the webhook is open, also when both start at once", async () => {
    const started = await Promise.allSettled([startReplay(ctx(), input()), startReplay(ctx(), input())]);
    expect(started.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const [open] = (await listReplays(ctx(), { page: 1, itemsOnPage: 10, orderBy: [], conditions: [] }))
      .items;
    await pauseReplay(ctx(), open?.replayId ?? "");
    expect((await refused({})).message).toBe(
      `A replay of this webhook is paused (${open?.replayId}): let it end or cancel it, then start another.`,
    );
  });

  test("for a webhook that is disabled, deleted or of another store", async () => {
    const off = await aWebhook(services, store, { url: receiver.url, state: "disabled" });
    expect(await refused({ webhookSubscriptionId: off.id })).toMatchObject({ code: "conflict" });
    const foreign = await aWebhook(services, await aStore(services), { url: receiver.url });
    expect(await refused({ webhookSubscriptionId: foreign.id })).toMatchObject({ code: "not_found" });
    await services.db.prisma.webhookSubscription.update({
      where: { id: off.id },
      data: { deletedAt: new Date() },
    });
    expect(await refused({ webhookSubscriptionId: off.id })).toMatchObject({ code: "not_found" });
  });

  test("for those who may only look, who may still watch", async () => {
    await aPastDelivery();
    const { replayId } = await startReplay(ctx(), input());
    const viewer = aContext(services, store, { WEBHOOK_SUBSCRIPTION: "VIEW" });
    for (const verb of [pauseReplay, resumeReplay, cancelReplay]) {
      await expect(verb(viewer, replayId)).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(startReplay(viewer, input())).rejects.toMatchObject({ code: "forbidden" });
    await expect(previewReplay(viewer, selection())).rejects.toMatchObject({ code: "forbidden" });
    expect((await getReplay(viewer, replayId)).replayId).toBe(replayId);
    const stranger = aContext(services, await aStore(services));
    await expect(getReplay(stranger, replayId)).rejects.toMatchObject({ code: "not_found" });
    await expect(cancelReplay(stranger, replayId)).rejects.toMatchObject({ code: "not_found" });
  });
});
