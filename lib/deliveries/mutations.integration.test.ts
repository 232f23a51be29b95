import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { CATALOGUE } from "#lib/catalogue/catalogue.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aContext, aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { type Receiver, startReceiver, verifyRequest } from "#lib/testing/receiver.ts";
import { createSubscription } from "#lib/webhooks/mutations.ts";
import { getDelivery, listDeliveries, listNewestWebhookRefs, listWebhookRefs } from "./data.ts";
import { cancelDelivery, changeDeliveries, retryDelivery, sendTest } from "./mutations.ts";
import type { LogFilter } from "./schema.ts";

let database: TestDatabase;
let services: Services;
let receiver: Receiver;
let store: AStore;

beforeAll(async () => {
  database = await createTestDatabase();
  services = database.services;
});
afterAll(() => database.drop());
beforeEach(async () => {
  store = await aStore(services);
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const list = { page: 1, itemsOnPage: 50, orderBy: [], conditions: [] };
const dueRows = (deliveryId: string) => services.db.prisma.deliveryDue.count({ where: { deliveryId } });

async function aPendingDelivery(webhookId: string): Promise<string> {
  const [eventId] = await publishExample(services, store);
  const row = await services.db.prisma.delivery.findFirstOrThrow({
    where: { eventId, subscriptionId: webhookId },
  });
  return row.id;
}

test("a test is sent at once, answers with what came back, is logged as a test and never becomes due", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  receiver.answerNext({ status: 200, body: "hello" });

  const result = await sendTest(aContext(services, store), webhook.id, {});

  expect(result).toMatchObject({
    state: "succeeded",
    statusCode: 200,
    responseBody: "hello",
    errorCode: null,
  });
  const [request] = receiver.requests;
  if (request === undefined) throw new Error("nothing arrived");
  expect(verifyRequest(request, webhook.secret)).toMatchObject({ messageId: result.deliveryId });
  expect(await getDelivery(aContext(services, store), result.deliveryId)).toMatchObject({
    trigger: "test",
    attempts: 1,
    dueAt: null,
  });
  expect(await dueRows(result.deliveryId)).toBe(0);
});

test.each([
  ["succeeded", 200],
  ["exhausted", 500],
] as const)("a test that is over is found as %s and no longer as pending", async (state, status) => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  receiver.answerNext({ status });
  const { deliveryId } = await sendTest(aContext(services, store), webhook.id, {});

  const idsIn = async (wanted: string) => {
    const conditions = [{ column: "state", operator: "eq" as const, values: [wanted] }];
    const { items } = await listDeliveries(aContext(services, store), { ...list, conditions });
    return items.map((item) => item.deliveryId);
  };
  expect(await idsIn(state)).toEqual([deliveryId]);
  expect(await idsIn("pending")).toEqual([]);
});

test("a webhook added with nothing but event and URL can be sent to", async () => {
  const ctx = aContext(services, store);
  const { webhookSubscriptionId, secret } = await createSubscription(ctx, {
    eventName: "CustomerUpdated",
    url: receiver.url,
  });
  expect(await sendTest(ctx, webhookSubscriptionId)).toMatchObject({ state: "succeeded", statusCode: 200 });
  const [request] = receiver.requests;
  if (request === undefined) throw new Error("nothing arrived");
  expect(verifyRequest(request, secret)).toMatchObject({ eventName: "CustomerUpdated" });
});

test("a test sends the text of its data as it was written", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  const example = CATALOGUE.AvailablePointsAmountChanged.example;
  const dataJson = JSON.stringify(example).replace("{", '{"serial":12345678901234567890,');

  await sendTest(aContext(services, store), webhook.id, { data: JSON.parse(dataJson), dataJson });

  expect(receiver.requests[0]?.body).toContain(`"data":${dataJson}`);
});

test("a test that fails is over: its state says so and nothing is scheduled", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  receiver.answerNext({ status: 500 });
  const result = await sendTest(aContext(services, store), webhook.id, {});
  expect(result).toMatchObject({ state: "exhausted", statusCode: 500, errorCode: "http_server_error" });
  expect(await dueRows(result.deliveryId)).toBe(0);
});

test("a test of an unknown event, or with data that do not fit it, is refused and nothing is sent", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  const ctx = aContext(services, store);
  await expect(sendTest(ctx, webhook.id, { eventName: "Nothing" })).rejects.toMatchObject({
    violations: [{ path: "eventName", code: "unknown_event" }],
  });
  await expect(
    sendTest(ctx, webhook.id, { eventName: "CustomerUpdated", data: { customer: { customerId: 7 } } }),
  ).rejects.toMatchObject({ violations: [{ path: "data.customer.customerId" }] });
  expect(receiver.requests).toHaveLength(0);
});

test("a manual retry that succeeds ends the delivery and takes it off the queue", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  const deliveryId = await aPendingDelivery(webhook.id);

  const result = await retryDelivery(aContext(services, store), deliveryId);

  expect(result).toMatchObject({ state: "succeeded", statusCode: 200 });
  expect(await dueRows(deliveryId)).toBe(0);
  expect(await getDelivery(aContext(services, store), deliveryId)).toMatchObject({
    state: "succeeded",
    dueAt: null,
  });
});

test("a manual retry that fails leaves state and schedule as they were", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  const deliveryId = await aPendingDelivery(webhook.id);
  const before = await getDelivery(aContext(services, store), deliveryId);
  receiver.answerNext({ status: 500 });

  await retryDelivery(aContext(services, store), deliveryId);

  const after = await getDelivery(aContext(services, store), deliveryId);
  expect(after).toMatchObject({ state: "pending", dueAt: before.dueAt, attempts: 1, lastStatusCode: 500 });
  expect(await dueRows(deliveryId)).toBe(1);
});

test("a cancelled delivery is off the queue, and cancelling twice is a conflict", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  const deliveryId = await aPendingDelivery(webhook.id);
  const ctx = aContext(services, store);

  await cancelDelivery(ctx, deliveryId);

  expect(await getDelivery(ctx, deliveryId)).toMatchObject({ state: "cancelled", dueAt: null });
  expect(await dueRows(deliveryId)).toBe(0);
  await expect(cancelDelivery(ctx, deliveryId)).rejects.toMatchObject({ code: "conflict" });
});

test("the body of each attempt can be read again exactly as it was received", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  const deliveryId = await aPendingDelivery(webhook.id);
  receiver.answerNext({ status: 500, body: "no" });
  await retryDelivery(aContext(services, store), deliveryId);
  await retryDelivery(aContext(services, store), deliveryId);

  const { attemptList } = await getDelivery(aContext(services, store), deliveryId);

  expect(attemptList.map(({ number }) => number)).toEqual([1, 2]);
  expect(attemptList.map(({ request }) => request.body)).toEqual(receiver.requests.map(({ body }) => body));
  expect(attemptList[0]?.response).toMatchObject({ statusCode: 500, body: "no", truncated: false });
  for (const { name, value } of attemptList[0]?.request.headers ?? []) {
    expect(receiver.requests[0]?.headers[name.toLowerCase()]).toBe(value);
  }
});

test("a body that cannot be rebuilt exactly is not shown as if it could", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  const deliveryId = await aPendingDelivery(webhook.id);
  await retryDelivery(aContext(services, store), deliveryId);
  await services.db.pool.query("UPDATE event SET data = '{}' WHERE store_id = $1", [store.id]);
  const { attemptList } = await getDelivery(aContext(services, store), deliveryId);
  expect(attemptList[0]?.request.body).toBeNull();
});

test("a read-only administrator sees deliveries and may start or stop none", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  const deliveryId = await aPendingDelivery(webhook.id);
  const viewer = aContext(services, store, { WEBHOOK_SUBSCRIPTION: "VIEW" });
  expect((await listDeliveries(viewer, list)).items).toHaveLength(1);
  for (const refused of [
    () => sendTest(viewer, webhook.id, {}),
    () => retryDelivery(viewer, deliveryId),
    () => cancelDelivery(viewer, deliveryId),
  ]) {
    await expect(refused()).rejects.toMatchObject({ code: "forbidden" });
  }
  await expect(listDeliveries(aContext(services, store, {}), list)).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(receiver.requests).toHaveLength(0);
});

test("the log can be narrowed to what the last attempt brought, each word an alternative", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  const ctx = aContext(services, store);
  for (const status of [200, 404, 503]) {
    receiver.answerNext({ status });
    await sendTest(ctx, webhook.id);
  }
  const closed = await startReceiver();
  await closed.close();
  await sendTest(ctx, (await aWebhook(services, store, { url: closed.url })).id);

  const statuses = async (answers: string[]) =>
    (await listDeliveries(ctx, list, { answers })).items.map(({ lastStatusCode }) => lastStatusCode);

  expect(await statuses([])).toEqual([null, 503, 404, 200]);
  expect(await statuses(["5xx", "404"])).toEqual([503, 404]);
  expect(await statuses(["2xx", "connection_refused"])).toEqual([null, 200]);
  expect((await listDeliveries(ctx, list, { answers: ["4xx"] })).total).toEqual({
    all: 4,
    filtered: 1,
    estimated: false,
  });
});

test("the log of one webhook counts its own deliveries only", async () => {
  const [webhook, other] = await Promise.all([
    aWebhook(services, store, { url: receiver.url }),
    aWebhook(services, store, { url: receiver.url }),
  ]);
  const ctx = aContext(services, store);
  await sendTest(ctx, webhook.id);
  await sendTest(ctx, other.id);
  const log = await listDeliveries(ctx, list, { webhookId: webhook.id });
  expect(log.items.map(({ webhookSubscriptionId }) => webhookSubscriptionId)).toEqual([webhook.id]);
  expect(log.total).toEqual({ all: 1, filtered: 1, estimated: false });
});

test("the log still names a webhook that was deleted, and none of another store", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  const ctx = aContext(services, store);
  const ref = { webhookSubscriptionId: webhook.id, url: receiver.url, state: "active", isDeleted: false };
  expect(await listWebhookRefs(ctx, [webhook.id])).toMatchObject([ref]);
  expect(await listNewestWebhookRefs(ctx, 10)).toMatchObject([ref]);

  await services.db.prisma.webhookSubscription.update({
    where: { id: webhook.id },
    data: { deletedAt: new Date() },
  });

  expect(await listWebhookRefs(ctx, [webhook.id])).toMatchObject([{ ...ref, isDeleted: true }]);
  expect(await listNewestWebhookRefs(ctx, 10)).toEqual([]);
  expect(await listWebhookRefs(aContext(services, await aStore(services)), [webhook.id])).toEqual([]);
});

test("what belongs to another store is not found", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  const deliveryId = await aPendingDelivery(webhook.id);
  const stranger = aContext(services, await aStore(services));
  for (const refused of [
    () => getDelivery(stranger, deliveryId),
    () => retryDelivery(stranger, deliveryId),
    () => cancelDelivery(stranger, deliveryId),
    () => sendTest(stranger, webhook.id, {}),
  ]) {
    await expect(refused()).rejects.toMatchObject({ code: "not_found" });
  }
  expect((await listDeliveries(stranger, list)).items).toEqual([]);
});

const everything: LogFilter = {
  states: [],
  eventNames: [],
  answers: [],
  triggers: [],
  deliveryId: null,
  createdFrom: null,
  createdTo: null,
  webhookIds: [],
  logOfWebhookId: null,
};

/** Deliveries of a webhook that are over, made at once. */
async function endedDeliveries(webhookId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (const eventId of await publishExample(services, store, count)) {
    const { id } = await services.db.prisma.delivery.findFirstOrThrow({
      where: { eventId, subscriptionId: webhookId },
    });
    ids.push(id);
  }
  await services.db.prisma.deliveryDue.deleteMany({ where: { subscriptionId: webhookId } });
  await services.db.prisma.delivery.updateMany({
    where: { id: { in: ids } },
    data: { state: "exhausted", dueAt: null, attempts: 3, lastErrorCode: "timeout", completedAt: new Date() },
  });
  return ids;
}

test("several deliveries are sent again: what waits is due now, what is over is queued once, tests are not", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  const [over = "", again = ""] = await endedDeliveries(webhook.id, 2);
  const waiting = await aPendingDelivery(webhook.id);
  const later = new Date(Date.now() + 3_600_000);
  await services.db.prisma.deliveryDue.updateMany({ where: { deliveryId: waiting }, data: { dueAt: later } });
  await services.db.prisma.delivery.update({ where: { id: waiting }, data: { dueAt: later } });
  const { deliveryId: aTest } = await sendTest(aContext(services, store), webhook.id, {});
  const foreign = await aStore(services);
  const ctx = aContext(services, store);

  const deliveryIds = [over, again, waiting, aTest];
  const change = { change: "retry" as const, target: { deliveryIds } };
  expect(await changeDeliveries(aContext(services, foreign), change)).toMatchObject({ changed: 0 });
  expect(await changeDeliveries(ctx, change)).toEqual({ lookedAt: 4, changed: 3, next: null });
  // All three wait for the worker by now.
  expect(await changeDeliveries(ctx, change)).toEqual({ lookedAt: 4, changed: 0, next: null });

  const queue = await services.db.prisma.deliveryDue.findMany({ where: { subscriptionId: webhook.id } });
  expect(new Set(queue.map(({ deliveryId }) => deliveryId))).toEqual(new Set([over, again, waiting]));
  expect(queue.every(({ dueAt }) => dueAt.getTime() <= Date.now() + 1_000)).toBe(true);
  expect((await getDelivery(ctx, over)).state).toBe("exhausted");
  const { prisma } = services.db;
  expect(
    await prisma.auditEntry.count({ where: { storeId: store.id, eventType: "delivery.bulk_retried" } }),
  ).toBe(1);

  // A deleted webhook is sent nothing any more.
  await services.db.prisma.deliveryDue.deleteMany({ where: { subscriptionId: webhook.id } });
  await prisma.webhookSubscription.update({ where: { id: webhook.id }, data: { deletedAt: new Date() } });
  expect((await changeDeliveries(ctx, { ...change, target: { deliveryIds: [over] } })).changed).toBe(0);
});

test("all that a filter lets through are cancelled step by step, and nothing else", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  const other = await aWebhook(services, store, { url: receiver.url, eventNames: ["CustomerUpdated"] });
  await publishExample(services, store, 450);
  await publishExample(services, store, 3, "CustomerUpdated");
  const ctx = aContext(services, store);

  const filter = { ...everything, states: ["pending" as const], logOfWebhookId: webhook.id };
  const answers = [];
  let before: string | null = null;
  do {
    const answer = await changeDeliveries(ctx, { change: "cancel", target: { filter, before } });
    answers.push(answer.changed);
    before = answer.next;
  } while (before !== null && answers.length < 10);
  expect(answers.reduce((sum, changed) => sum + changed, 0)).toBe(450);
  expect(answers.length).toBeLessThanOrEqual(4);
  const left = await services.db.prisma.deliveryDue.groupBy({ by: ["subscriptionId"], _count: true });
  expect(left.filter(({ subscriptionId }) => [webhook.id, other.id].includes(subscriptionId))).toEqual([
    { subscriptionId: other.id, _count: 3 },
  ]);

  const viewer = aContext(services, store, { WEBHOOK_SUBSCRIPTION: "VIEW" });
  await expect(
    changeDeliveries(viewer, { change: "cancel", target: { filter, before: null } }),
  ).rejects.toMatchObject({
    code: "forbidden",
  });
});
