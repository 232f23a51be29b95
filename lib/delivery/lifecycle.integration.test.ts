import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { cancelDelivery, retryDelivery } from "#lib/deliveries/mutations.ts";
import { createServices, type Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aContext, aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { type Receiver, startReceiver } from "#lib/testing/receiver.ts";
import { getSubscription } from "#lib/webhooks/data.ts";
import { changeSubscription, pauseSubscription, resumeSubscription } from "#lib/webhooks/mutations.ts";
import { DeliveryWorker } from "./worker.ts";

/** A webhook's life while a worker delivers: pause and catch-up, order, being disabled, and what people are shown. */

const HOUR_MS = 3_600_000;

let database: TestDatabase;
let services: Services;
let receiver: Receiver;
let store: AStore;
let worker: { stop(): Promise<void> } | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
  services = database.services;
});
afterAll(() => database.drop());

beforeEach(async () => {
  store = await aStore(services);
  receiver = await startReceiver();
  worker = await startWorker();
});
afterEach(async () => {
  await worker?.stop();
  await receiver.close();
});

async function startWorker() {
  const own = createServices(services.env, "worker", { max: 6, serverOptions: "-c enable_seqscan=off" });
  const started = new DeliveryWorker(own);
  await started.start();
  return {
    async stop() {
      await started.stop();
      await own.db.close();
    },
  };
}

const context = () => aContext(services, store);
const laneOf = (subscriptionId: string) =>
  services.db.prisma.lane.findUniqueOrThrow({ where: { subscriptionId } });
const rowOf = (id: string) => services.db.prisma.webhookSubscription.findUniqueOrThrow({ where: { id } });
const deliveriesOf = (subscriptionId: string) =>
  services.db.prisma.delivery.findMany({ where: { subscriptionId }, orderBy: { id: "asc" } });
const countIn = (subscriptionId: string, state: "pending" | "succeeded") =>
  services.db.prisma.delivery.count({ where: { subscriptionId, state } });
const healthOf = async (id: string) => (await getSubscription(context(), id)).health;
const auditOf = async (entityId: string) =>
  (await services.db.prisma.auditEntry.findMany({ where: { entityId }, orderBy: { id: "asc" } })).map(
    ({ eventType, username }) => `${eventType} by ${username}`,
  );
const sentIds = () => receiver.requests.map((request) => String(request.headers["webhook-id"]));

test("what waited during a pause follows at a limited pace, also under another worker, and what happens now does not wait for it", async () => {
  const waited = 45;
  const webhook = await aWebhook(services, store, { url: receiver.url });
  await pauseSubscription(context(), webhook.id);
  await publishExample(services, store, waited);
  await resumeSubscription(context(), webhook.id);
  await receiver.waitFor(5);
  expect(await healthOf(webhook.id)).toMatchObject({ condition: "catching_up", until: null });
  const firstAtMs = receiver.requests[0]?.atMs ?? 0;

  await worker?.stop();
  worker = await startWorker();
  const publishedAtMs = Date.now();
  await publishExample(services, store, 20);
  const ofNow = (await deliveriesOf(webhook.id)).slice(waited).map(({ id }) => id);
  await expect.poll(() => ofNow.every((id) => sentIds().includes(id)), { timeout: 20_000 }).toBe(true);
  expect(sentIds().length).toBeLessThan(waited + 20);
  const lastOfNow = Math.max(
    ...receiver.requests.filter((_, index) => ofNow.includes(sentIds()[index] ?? "")).map(({ atMs }) => atMs),
  );

  await expect.poll(() => countIn(webhook.id, "succeeded"), { timeout: 25_000 }).toBe(waited + 20);
  const lastAtMs = receiver.requests.at(-1)?.atMs ?? 0;
  // Ten a second at first, and a first one at once for each of the two workers.
  expect(lastAtMs - firstAtMs).toBeGreaterThan(((waited - 2) / 10) * 1_000 * 0.9);
  expect(lastOfNow - publishedAtMs).toBeLessThan(lastAtMs - publishedAtMs);
  expect(new Set(sentIds()).size).toBe(waited + 20);
  expect(sentIds()).toHaveLength(waited + 20);

  await expect.poll(async () => (await laneOf(webhook.id)).catchUpUntil, { timeout: 15_000 }).toBeNull();
  expect(await healthOf(webhook.id)).toMatchObject({ condition: "ok" });
});

test("resuming a webhook for which nothing waits has nothing to catch up with", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  await pauseSubscription(context(), webhook.id);
  await resumeSubscription(context(), webhook.id);
  expect((await laneOf(webhook.id)).catchUpUntil).toBeNull();
});

test("an ordered webhook sends one at a time in the order of publication, and a failed one holds up those behind it", async () => {
  const webhook = await aWebhook(services, store, {
    url: receiver.url,
    ordered: true,
    retrySchedule: [0, 1, 1],
  });
  receiver.answerNext({ status: 200 }, { status: 500 }, { status: 500 });
  let underWay = 0;
  let mostUnderWay = 0;
  receiver.answerAlways((response) => {
    underWay += 1;
    mostUnderWay = Math.max(mostUnderWay, underWay);
    setTimeout(() => {
      underWay -= 1;
      response.writeHead(200).end();
    }, 15);
  });
  await publishExample(services, store, 2);
  await publishExample(services, store, 10);
  const ids = (await deliveriesOf(webhook.id)).map(({ id }) => id);

  await expect.poll(() => countIn(webhook.id, "succeeded"), { timeout: 20_000 }).toBe(12);
  const [first, second, ...others] = ids;
  expect(sentIds()).toEqual([first, second, second, second, ...others]);
  expect(mostUnderWay).toBe(1);
});

test("a failed delivery of an ordered webhook says what waits for it, keeps its place, and is passed by when exhausted", async () => {
  const webhook = await aWebhook(services, store, {
    url: receiver.url,
    ordered: true,
    retrySchedule: [0, 4],
  });
  receiver.answerNext({ status: 500 }, { status: 500 });
  await publishExample(services, store, 3);
  const [head] = await deliveriesOf(webhook.id);

  await expect.poll(async () => (await healthOf(webhook.id)).condition, { timeout: 10_000 }).toBe("blocked");
  expect(await healthOf(webhook.id)).toMatchObject({
    deliveryId: head?.id,
    until: expect.stringMatching(/Z$/),
  });
  const [queued] = await services.db.prisma.deliveryDue.findMany({
    where: { subscriptionId: webhook.id },
    orderBy: [{ dueAt: "asc" }, { deliveryId: "asc" }],
  });
  expect(queued).toMatchObject({ deliveryId: head?.id, dueAt: head?.dueAt, step: 1 });
  expect(queued?.notBefore).not.toBeNull();

  await expect
    .poll(async () => (await deliveriesOf(webhook.id)).map(({ state }) => state), { timeout: 20_000 })
    .toEqual(["exhausted", "succeeded", "succeeded"]);
  expect(await services.db.prisma.deliveryDue.count({ where: { subscriptionId: webhook.id } })).toBe(0);
});

test.each(["retried by hand", "cancelled"] as const)(
  "an ordered webhook goes on at once when what blocks it is %s",
  async (what) => {
    const webhook = await aWebhook(services, store, {
      url: receiver.url,
      ordered: true,
      retrySchedule: [0, 3_600],
    });
    receiver.answerNext({ status: 500 });
    await publishExample(services, store, 3);
    const [head] = await deliveriesOf(webhook.id);
    if (head === undefined) throw new Error("nothing was published");
    await expect
      .poll(async () => (await healthOf(webhook.id)).condition, { timeout: 10_000 })
      .toBe("blocked");

    if (what === "cancelled") await cancelDelivery(context(), head.id);
    else expect(await retryDelivery(context(), head.id)).toMatchObject({ state: "succeeded" });

    const end = what === "cancelled" ? "cancelled" : "succeeded";
    await expect
      .poll(async () => (await deliveriesOf(webhook.id)).map(({ state }) => state), { timeout: 15_000 })
      .toEqual([end, "succeeded", "succeeded"]);
    expect(await services.db.prisma.deliveryDue.count({ where: { subscriptionId: webhook.id } })).toBe(0);
    const ids = (await deliveriesOf(webhook.id)).map(({ id }) => id);
    expect([...new Set(sentIds())]).toEqual(ids);
  },
);

test("order switched off lets those behind go, keeps the failed one's time, and switched on again loses nothing", async () => {
  const webhook = await aWebhook(services, store, {
    url: receiver.url,
    ordered: true,
    retrySchedule: [0, 10, 1],
  });
  receiver.answerNext({ status: 500 });
  await publishExample(services, store, 4);
  await expect.poll(async () => (await healthOf(webhook.id)).condition, { timeout: 10_000 }).toBe("blocked");

  await changeSubscription(context(), webhook.id, { url: receiver.url, ordered: false });
  await expect.poll(() => countIn(webhook.id, "succeeded"), { timeout: 15_000 }).toBe(3);
  const [left] = await deliveriesOf(webhook.id);
  expect(left?.state).toBe("pending");
  const [queued] = await services.db.prisma.deliveryDue.findMany({ where: { subscriptionId: webhook.id } });
  expect(queued).toMatchObject({ notBefore: null, dueAt: left?.dueAt });
  await changeSubscription(context(), webhook.id, { url: receiver.url, ordered: true });
  await publishExample(services, store, 2);

  await expect.poll(() => countIn(webhook.id, "succeeded"), { timeout: 20_000 }).toBe(6);
  const ids = (await deliveriesOf(webhook.id)).map(({ id }) => id);
  const [failed = "", ...rest] = ids;
  expect(sentIds().filter((id) => id === failed)).toHaveLength(2);
  for (const id of rest) expect(sentIds().filter((sent) => sent === id)).toHaveLength(1);
  // It gave its place up: what was published since goes first, and it follows at the time of its next attempt.
  expect(sentIds().slice(-3)).toEqual([...ids.slice(4), failed]);
});

const daysAgo = (days: number) => new Date(Date.now() - days * 24 * HOUR_MS);

test("a webhook that has only failed for five days is disabled with reason and audit, and keeps what it missed", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  await services.db.prisma.lane.update({
    where: { subscriptionId: webhook.id },
    data: { failingSince: daysAgo(5.01), lastFailedAt: daysAgo(0.5), lastErrorCode: "timeout" },
  });
  receiver.answerAlways({ status: 503, headers: { "Retry-After": "120" } });
  await publishExample(services, store);

  await expect.poll(async () => (await rowOf(webhook.id)).state, { timeout: 15_000 }).toBe("disabled");
  expect(await rowOf(webhook.id)).toMatchObject({
    disabledReason: "Every delivery has failed for five days.",
    disabledAt: expect.any(Date),
  });
  expect(await healthOf(webhook.id)).toMatchObject({
    condition: "disabled",
    message: "Every delivery has failed for five days.",
  });
  expect(await auditOf(webhook.id)).toEqual(["webhook.disabled by delivery engine"]);
  await expect.poll(async () => (await deliveriesOf(webhook.id))[0]?.attempts).toBe(1);
  expect(await countIn(webhook.id, "pending")).toBe(1);

  await resumeSubscription(context(), webhook.id);
  expect(await laneOf(webhook.id)).toMatchObject({ failingSince: null });
  expect(await auditOf(webhook.id)).toContain("webhook.enabled by tester");
});

test.each([
  ["that has failed for less than five days", 4.9, 0.1],
  ["that failed long ago and had no traffic since", 30, 29],
])("a webhook %s is not disabled by one more failure", async (_, sinceDays, lastDays) => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  await services.db.prisma.lane.update({
    where: { subscriptionId: webhook.id },
    data: { failingSince: daysAgo(sinceDays), lastFailedAt: daysAgo(lastDays), lastErrorCode: "timeout" },
  });
  receiver.answerAlways({ status: 500 });
  await publishExample(services, store);
  await expect
    .poll(async () => (await laneOf(webhook.id)).lastErrorCode, { timeout: 15_000 })
    .toBe("http_server_error");
  expect((await rowOf(webhook.id)).state).toBe("active");
  expect(await healthOf(webhook.id)).toMatchObject({ condition: "failing" });
});

test("a retry by hand that succeeds ends the run of failures", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url, retrySchedule: [0, 3_600] });
  receiver.answerNext({ status: 500 });
  await publishExample(services, store);
  await expect.poll(async () => (await laneOf(webhook.id)).failingSince, { timeout: 10_000 }).not.toBeNull();
  const [delivery] = await deliveriesOf(webhook.id);
  await retryDelivery(context(), delivery?.id ?? "");
  expect((await laneOf(webhook.id)).failingSince).toBeNull();
  expect(await healthOf(webhook.id)).toMatchObject({ condition: "ok" });
});

test("an open breaker is told with its reason, audited once however often it opens, and forgotten with the first success", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url, retrySchedule: [0, 1, 1, 1, 3_600] });
  receiver.answerAlways({ status: 500 });
  await publishExample(services, store, 20);

  await expect
    .poll(async () => (await healthOf(webhook.id)).condition, { timeout: 15_000 })
    .toBe("breaker_open");
  const health = await healthOf(webhook.id);
  expect(health.message).toContain("status 500");
  expect(health.others.map(({ condition }) => condition)).toEqual(["failing", "slowed_down"]);
  expect(await auditOf(webhook.id)).toEqual(["webhook.breaker_opened by delivery engine"]);

  receiver.answerAlways({ status: 200 });
  await expect.poll(() => countIn(webhook.id, "succeeded"), { timeout: 20_000 }).toBeGreaterThan(0);
  await expect.poll(async () => (await laneOf(webhook.id)).breakerUntil, { timeout: 15_000 }).toBeNull();
  receiver.answerAlways({ status: 500 });
  await publishExample(services, store, 20);
  await expect
    .poll(async () => (await healthOf(webhook.id)).condition, { timeout: 20_000 })
    .toBe("breaker_open");
  expect(await auditOf(webhook.id)).toHaveLength(1);
});

test("a break that the receiver asks for is told until it is over, and forgotten with another URL", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url, maxInFlight: 1 });
  receiver.answerNext({ status: 429, headers: { "Retry-After": "3600" } });
  await publishExample(services, store, 2);
  await expect.poll(async () => (await healthOf(webhook.id)).condition, { timeout: 10_000 }).toBe("holding");
  const { until } = await healthOf(webhook.id);
  expect(Math.abs(Date.parse(until ?? "") - Date.now() - HOUR_MS)).toBeLessThan(60_000);
  expect(receiver.requests).toHaveLength(1);

  await changeSubscription(context(), webhook.id, { url: `${receiver.url}/new` });
  await expect.poll(() => countIn(webhook.id, "succeeded"), { timeout: 20_000 }).toBeGreaterThan(0);
  expect((await healthOf(webhook.id)).condition).not.toBe("holding");
});

/** "Fri Nov 20 19:00:00 2026" and "Friday, 20-Nov-26 19:00:00 GMT": the two obsolete forms of HTTP-date. */
function obsoleteDates(date: Date): { asctime: string; rfc850: string } {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options }).format(date);
  const time = part({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const [day, month] = [part({ day: "2-digit" }), part({ month: "short" }).slice(0, 3)];
  return {
    asctime: `${part({ weekday: "short" })} ${month} ${day.replace(/^0/, " ")} ${time} ${part({ year: "numeric" })}`,
    rfc850: `${part({ weekday: "long" })}, ${day}-${month}-${part({ year: "2-digit" })} ${time} GMT`,
  };
}

const inTwoHours = new Date(Math.floor(Date.now() / 1_000) * 1_000 + 2 * HOUR_MS);

test.each([
  ["seconds", "7200", 2 * HOUR_MS],
  ["a date", inTwoHours.toUTCString(), 2 * HOUR_MS],
  ["a date of RFC 850", obsoleteDates(inTwoHours).rfc850, 2 * HOUR_MS],
  ["a date of asctime", obsoleteDates(inTwoHours).asctime, 2 * HOUR_MS],
  ["more than a day", "999999", 24 * HOUR_MS],
])(
  "Retry-After as %s holds the lane for as long as it says, and a day at most",
  async (_, value, expectedMs) => {
    const webhook = await aWebhook(services, store, { url: receiver.url, maxInFlight: 1 });
    receiver.answerAlways({ status: 503, headers: { "Retry-After": value } });
    await publishExample(services, store, 2);
    const holdUntil = async () => (await laneOf(webhook.id)).holdUntil;
    await expect.poll(holdUntil, { timeout: 10_000 }).not.toBeNull();
    expect(Math.abs(((await holdUntil())?.getTime() ?? 0) - Date.now() - expectedMs)).toBeLessThan(60_000);
    expect(receiver.requests).toHaveLength(1);
  },
);

test.each([
  ["503 with nonsense", 503, "soon"],
  ["503 with a date that has passed", 503, "Fri, 20 Nov 2015 12:00:00 GMT"],
  ["500, which cannot ask for one", 500, "7200"],
  ["404, which cannot ask for one", 404, "7200"],
])("an answer of %s is no break: the others are sent", async (_, status, value) => {
  const webhook = await aWebhook(services, store, { url: receiver.url, retrySchedule: [0, 3_600] });
  receiver.answerNext({ status, headers: { "Retry-After": value } });
  await publishExample(services, store, 4);
  await expect.poll(() => countIn(webhook.id, "succeeded"), { timeout: 15_000 }).toBe(3);
  expect((await laneOf(webhook.id)).holdUntil).toBeNull();
});

test("an address that the policy forbids opens the breaker at once, instead of a storm of attempts", async () => {
  const webhook = await aWebhook(services, store, { url: "http://10.0.0.1/hook", maxInFlight: 2 });
  await publishExample(services, store, 50);
  await expect
    .poll(async () => (await healthOf(webhook.id)).condition, { timeout: 10_000 })
    .toBe("breaker_open");
  expect((await healthOf(webhook.id)).message).toContain("may not reach");
  const attempted = await services.db.prisma.delivery.count({
    where: { subscriptionId: webhook.id, attempts: { gt: 0 } },
  });
  expect(attempted).toBeLessThanOrEqual(2);
});

test("what a rate holds back is told while it waits", async () => {
  const webhook = await aWebhook(services, store, { url: receiver.url, ratePerSecond: 4 });
  await publishExample(services, store, 40);
  await expect
    .poll(async () => (await healthOf(webhook.id)).condition, { timeout: 9_000 })
    .toBe("rate_limited");
  await expect.poll(() => countIn(webhook.id, "succeeded"), { timeout: 20_000 }).toBe(40);
  await expect.poll(async () => (await healthOf(webhook.id)).condition, { timeout: 10_000 }).toBe("ok");
});
