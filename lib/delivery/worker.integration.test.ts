import type { ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { CATALOGUE } from "#lib/catalogue/catalogue.ts";
import { createServices, type Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { type Receiver, startReceiver, verifyRequest } from "#lib/testing/receiver.ts";
import { DeliveryWorker } from "./worker.ts";

let database: TestDatabase;
let services: Services;
let workerServices: Services;
let worker: DeliveryWorker;
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
  workerServices = createServices(services.env, "worker", { max: 6, serverOptions: "-c enable_seqscan=off" });
  worker = new DeliveryWorker(workerServices);
  await worker.start();
});
afterEach(async () => {
  await worker.stop();
  await workerServices.db.close();
  await receiver.close();
});

const deliveriesOf = (subscriptionId: string) =>
  services.db.prisma.delivery.findMany({ where: { subscriptionId }, orderBy: { id: "asc" } });
const attemptsOf = (deliveryId: string) =>
  services.db.prisma.deliveryAttempt.findMany({ where: { deliveryId }, orderBy: { number: "asc" } });

test("a published event reaches its webhook once, signed, and is logged with what was sent and answered", async () => {
  const webhook = await aWebhook(services, store, {
    url: receiver.url,
    headers: [{ headerName: "X-Api-Key", headerValue: "hush" }],
  });
  receiver.answerNext({ status: 201, body: "thanks", headers: { "X-Answer": "yes" } });
  const [eventId] = await publishExample(services, store);

  await receiver.waitFor(1);
  const [request] = receiver.requests;
  if (request === undefined) throw new Error("nothing arrived");
  const body = verifyRequest(request, webhook.secret);
  await expect.poll(async () => (await deliveriesOf(webhook.id))[0]?.state).toBe("succeeded");
  const [delivery] = await deliveriesOf(webhook.id);
  if (delivery === undefined) throw new Error("no delivery");
  const attempts = await attemptsOf(delivery.id);

  expect(request.headers["x-api-key"]).toBe("hush");
  expect(request.headers["webhook-id"]).toBe(delivery.id);
  expect(body).toMatchObject({
    messageId: delivery.id,
    eventName: "AvailablePointsAmountChanged",
    storeCode: store.code,
    data: CATALOGUE.AvailablePointsAmountChanged.example,
  });
  expect(delivery).toMatchObject({
    eventId,
    attempts: 1,
    lastStatusCode: 201,
    lastErrorCode: null,
    dueAt: null,
  });
  expect(attempts).toHaveLength(1);
  expect(attempts[0]).toMatchObject({ number: 1, trigger: "schedule", statusCode: 201, errorCode: null });
  expect(attempts[0]?.responseHeaders).toContain("x-answer: yes");
  expect(Buffer.from(attempts[0]?.responseBody ?? []).toString()).toBe("thanks");
  expect(attempts[0]?.requestHeaders).toContain("X-Api-Key: ••••••");
  expect(attempts[0]?.requestHeaders).not.toContain("hush");
  expect(await services.db.prisma.deliveryDue.count({ where: { subscriptionId: webhook.id } })).toBe(0);
  expect(receiver.requests).toHaveLength(1);
});

test("failed attempts are retried on the schedule with one message id, until one succeeds", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url, retrySchedule: [0, 1, 1, 1] });
  receiver.answerNext({ status: 503 }, { status: 503 });
  await publishExample(services, store);

  await receiver.waitFor(3);
  await expect.poll(async () => (await deliveriesOf(webhook.id))[0]?.state).toBe("succeeded");
  const [delivery] = await deliveriesOf(webhook.id);
  const attempts = await attemptsOf(delivery?.id ?? "");

  expect(new Set(receiver.requests.map((request) => request.headers["webhook-id"])).size).toBe(1);
  expect(new Set(receiver.requests.map((request) => JSON.parse(request.body).requestId)).size).toBe(3);
  expect(attempts.map((attempt) => attempt.statusCode)).toEqual([503, 503, 200]);
  expect(attempts.map((attempt) => attempt.errorCode)).toEqual([
    "http_server_error",
    "http_server_error",
    null,
  ]);
  for (const index of [1, 2]) {
    const gap = (receiver.requests[index]?.atMs ?? 0) - (receiver.requests[index - 1]?.atMs ?? 0);
    expect(gap).toBeGreaterThanOrEqual(790);
    expect(gap).toBeLessThan(1_700);
  }
});

test("a delivery whose schedule is used up is exhausted", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url, retrySchedule: [0, 0] });
  receiver.answerAlways({ status: 500 });
  await publishExample(services, store);

  await expect
    .poll(async () => (await deliveriesOf(webhook.id))[0]?.state, { timeout: 10_000 })
    .toBe("exhausted");
  expect(receiver.requests).toHaveLength(2);
  expect(await services.db.prisma.deliveryDue.count({ where: { subscriptionId: webhook.id } })).toBe(0);
});

test("410 disables the webhook, with its reason and audit entry, and nothing more is sent", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  receiver.answerAlways({ status: 410 });
  await publishExample(services, store);

  const state = async () =>
    services.db.prisma.webhookSubscription.findUniqueOrThrow({ where: { id: webhook.id } });
  await expect.poll(async () => (await state()).state, { timeout: 10_000 }).toBe("disabled");
  await publishExample(services, store);

  expect(await state()).toMatchObject({ disabledReason: "The receiver answered 410 Gone." });
  expect(await services.db.prisma.auditEntry.count({ where: { entityId: webhook.id } })).toBe(1);
  expect(receiver.requests).toHaveLength(1);
  expect(await deliveriesOf(webhook.id)).toHaveLength(1);
});

test("Retry-After holds the whole lane", async () => {
  const webhook = await aWebhook(services, store, {
    url: receiver.url,
    maxInFlight: 1,
    retrySchedule: [0, 1, 1],
  });
  receiver.answerNext({ status: 503, headers: { "Retry-After": "2" } });
  await publishExample(services, store, 3);

  await receiver.waitFor(4);
  const [first, second] = receiver.requests;
  expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(1_950);
  await expect
    .poll(async () => (await deliveriesOf(webhook.id)).every((row) => row.state === "succeeded"))
    .toBe(true);
});

test("a paused webhook keeps its deliveries and sends them when it is active again", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url, state: "paused" });
  const other = await aWebhook(services, store, { url: `${receiver.url}/other` });
  await publishExample(services, store);
  await receiver.waitFor(1);
  expect(receiver.requests.map((request) => request.path)).toEqual(["/hook/other"]);
  expect((await deliveriesOf(webhook.id))[0]).toMatchObject({ state: "pending", attempts: 0 });

  await services.db.prisma.webhookSubscription.update({
    where: { id: webhook.id },
    data: { state: "active", version: { increment: 1 } },
  });
  services.wakeChanged([webhook.id]);

  await receiver.waitFor(2);
  await expect.poll(async () => (await deliveriesOf(webhook.id))[0]?.state).toBe("succeeded");
  expect((await deliveriesOf(other.id))[0]?.state).toBe("succeeded");
});

test("a receiver that hangs does not keep others waiting", async () => {
  const hanging = await aWebhook(services, store, { url: `${receiver.url}/hangs`, timeoutMs: 30_000 });
  const unanswered: ServerResponse[] = [];
  receiver.answerAlways((response, request) => {
    if (request.path.endsWith("/hangs")) unanswered.push(response);
    else response.writeHead(200).end();
  });
  await publishExample(services, store, 50);
  const healthyStore = await aStore(services);
  const healthy = await aWebhook(services, healthyStore, { url: receiver.url });
  await publishExample(services, healthyStore, 200);

  await expect
    .poll(async () => (await deliveriesOf(healthy.id)).filter((row) => row.state === "succeeded").length)
    .toBe(200);
  expect(unanswered.length).toBeGreaterThan(0);
  expect((await deliveriesOf(hanging.id)).every((row) => row.state === "pending")).toBe(true);
  // Nothing is left to wait for when the worker stops.
  receiver.answerAlways((response) => response.writeHead(200).end());
  for (const response of unanswered) response.writeHead(200).end();
});

test("an address that the policy forbids is not reached, and the failure says so", async () => {
  const webhook = await aWebhook(services, store, { url: "http://10.0.0.1/hook" });
  await publishExample(services, store);

  await expect.poll(async () => (await deliveriesOf(webhook.id))[0]?.lastErrorCode).toBe("address_forbidden");
  const [delivery] = await deliveriesOf(webhook.id);
  const [attempt] = await attemptsOf(delivery?.id ?? "");
  expect(attempt).toMatchObject({ statusCode: null, remoteAddress: null, errorCode: "address_forbidden" });
});

test("an answer that cannot be stored as it is does not keep others from being recorded", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  receiver.answerNext({ status: 200, body: "a\0b" }, { status: 200, headers: { "X-Odd": "caf\u00e9" } });
  await publishExample(services, store, 3);
  await expect
    .poll(async () => (await deliveriesOf(webhook.id)).filter((row) => row.state === "succeeded").length)
    .toBe(3);
});

test("a webhook whose secret does not open keeps its deliveries and does not stop the others", async () => {
  const broken = await aWebhook(services, store, { url: `${receiver.url}/broken` });
  await services.db.prisma.webhookSecret.updateMany({
    where: { subscriptionId: broken.id },
    data: { sealed: new Uint8Array(60) },
  });
  const healthy = await aWebhook(services, store, { url: receiver.url });
  await publishExample(services, store, 5);

  const states = async (id: string) => (await deliveriesOf(id)).map((row) => row.state);
  await expect.poll(() => states(healthy.id)).toEqual(Array(5).fill("succeeded"));
  expect(await states(broken.id)).toEqual(Array(5).fill("pending"));
});
