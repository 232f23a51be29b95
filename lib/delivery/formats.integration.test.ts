import { afterAll, beforeAll, expect, test } from "vitest";
import type { EventName } from "#lib/catalogue/event-names.ts";
import { getDelivery } from "#lib/deliveries/data.ts";
import { sendTest } from "#lib/deliveries/mutations.ts";
import { publishEvents } from "#lib/events/mutations.ts";
import { createServices, type Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aContext, aStore, aWebhook } from "#lib/testing/factories.ts";
import { type ReceivedRequest, type Receiver, startReceiver } from "#lib/testing/receiver.ts";
import { isMageSigned, isOpenLoyaltySigned, isStandardSigned } from "#lib/testing/verifiers.ts";
import { rotateSecret } from "#lib/webhooks/secrets.ts";
import { DeliveryWorker } from "./worker.ts";

let database: TestDatabase;
let services: Services;
let workerServices: Services;
let worker: DeliveryWorker;
let store: AStore;

beforeAll(async () => {
  database = await createTestDatabase();
  services = database.services;
  workerServices = createServices(services.env, "worker", { max: 6 });
  worker = new DeliveryWorker(workerServices);
  await worker.start();
  store = await aStore(services);
});
afterAll(async () => {
  await worker.stop();
  await workerServices.db.close();
  await database.drop();
});

/** All that gets lost easily: digits, zeros, the order of keys, escapes, text outside ASCII. */
const DATA = `{"customer":{"customerId":"018dfe71-2880-7c3c-9321-38dc017d3ae2","email":"zoë+🎉@przykład.example"},
  "amount":12345678901234567890,"amountChange":1.10,"amountChangeType":"add","note":"a\\/b \\u00e9 日本","2":1,"1":2}`;

async function publish(dataJson: string, eventName: EventName = "AvailablePointsAmountChanged") {
  await publishEvents(aContext(services, store), [{ eventName, data: JSON.parse(dataJson), dataJson }]);
}

async function received(receiver: Receiver, count = 1): Promise<ReceivedRequest> {
  await receiver.waitFor(count);
  const request = receiver.requests[count - 1];
  if (request === undefined) throw new Error("nothing arrived");
  return request;
}

test("what is signed is what is sent in every format, with the published text, and the log shows the same bytes", async () => {
  const receivers = await Promise.all([startReceiver(), startReceiver(), startReceiver()]);
  const [v5At, legacyAt, mageAt] = receivers;
  const v5 = await aWebhook(services, store, { url: v5At.url, hmacEnabled: true });
  const legacy = await aWebhook(services, store, { url: legacyAt.url, legacy: true });
  const mage = await aWebhook(services, store, { url: mageAt.url, mageEvents: ["points.earned"] });
  const ctx = aContext(services, store);
  const rotated = await rotateSecret(ctx, v5.id, { overlapHours: 1 });

  await publish(DATA);

  const inV5 = await received(v5At);
  expect(inV5.body).toContain(`"data":${DATA}}`);
  expect(await isStandardSigned(inV5, v5.secret)).toBe(true);
  expect(await isStandardSigned(inV5, rotated.secret)).toBe(true);
  expect(await isStandardSigned(inV5, mage.secret)).toBe(false);
  expect(await isOpenLoyaltySigned(inV5, rotated.secret, v5At.url)).toBe(true);
  expect(await isOpenLoyaltySigned(inV5, v5.secret, v5At.url)).toBe(false);
  expect(inV5.headers["x-webhook-signature-version"]).toBe("2");

  const inLegacy = await received(legacyAt);
  expect(inLegacy.body).toBe(
    '{"type":"account.available_points_amount_changed","data":{"customerId":"018dfe71-2880-7c3c-9321-38dc017d3ae2","amount":12345678901234567890,"amount_change":1.10,"amount_change_type":"add"}}',
  );
  expect(await isStandardSigned(inLegacy, legacy.secret)).toBe(true);

  const inMage = await received(mageAt);
  expect(inMage.body).toMatch(
    /^\{"event":"points\.earned","shop":"[^"]+","timestamp":"[0-9T:.-]+Z","data":\{"shopify_customer_id":"018dfe71-2880-7c3c-9321-38dc017d3ae2","email":"zoë\+🎉@przykład\.example","points_earned":1\.10,"points_balance":12345678901234567890\}\}$/,
  );
  expect(JSON.parse(inMage.body).shop).toBe(store.code);
  expect(inMage.headers["x-webhook-event"]).toBe("points.earned");
  expect(inMage.headers["x-webhook-timestamp"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(await isMageSigned(inMage, mage.secret)).toBe(true);
  expect(await isMageSigned({ ...inMage, body: `${inMage.body} ` }, mage.secret)).toBe(false);
  expect(await isStandardSigned(inMage, mage.secret)).toBe(true);

  for (const request of [inV5, inLegacy, inMage]) {
    const deliveryId = String(request.headers["webhook-id"]);
    await expect.poll(async () => (await getDelivery(ctx, deliveryId)).state).toBe("succeeded");
    const [attempt] = (await getDelivery(ctx, deliveryId)).attemptList;
    expect(attempt?.request.body).toBe(request.body);
  }
  await Promise.all(receivers.map((receiver) => receiver.close()));
});

test("an event goes to a webhook in Mage's format only when it is one of the events chosen there", async () => {
  const receiver = await startReceiver();
  const webhook = await aWebhook(services, store, {
    url: receiver.url,
    eventNames: ["AvailablePointsAmountChanged", "CustomerLevelChanged"],
    mageEvents: ["points.earned", "customer.tier_downgrade"],
  });
  await publish('{"amountChange":5,"amountChangeType":"subtract"}');
  await publish('{"level":{"name":"Gold","levelMoveUp":true}}', "CustomerLevelChanged");
  await publish('{"level":{"name":"Silver","levelMoveDown":true}}', "CustomerLevelChanged");

  expect((await received(receiver)).headers["x-webhook-event"]).toBe("customer.tier_downgrade");
  expect(await services.db.prisma.delivery.count({ where: { subscriptionId: webhook.id } })).toBe(1);
  await receiver.close();
});

test("a test of a webhook in Mage's format sends an example of its first event, and nothing that Mage does not have", async () => {
  const receiver = await startReceiver();
  const webhook = await aWebhook(services, store, {
    url: receiver.url,
    eventNames: ["CustomerLevelChanged"],
    mageEvents: ["customer.tier_downgrade"],
  });
  const ctx = aContext(services, store);
  expect(await sendTest(ctx, webhook.id)).toMatchObject({ state: "succeeded" });
  expect(JSON.parse((await received(receiver)).body)).toMatchObject({
    event: "customer.tier_downgrade",
    data: { previous_tier: "Gold", new_tier: "Silver" },
  });
  await expect(sendTest(ctx, webhook.id, { eventName: "CustomerUpdated" })).rejects.toMatchObject({
    violations: [{ path: "eventName", code: "no_mage_form" }],
  });
  await expect(sendTest(ctx, webhook.id, { data: {} })).rejects.toMatchObject({
    violations: [{ path: "data", code: "no_mage_form" }],
  });
  expect(receiver.requests).toHaveLength(1);
  await receiver.close();
});
