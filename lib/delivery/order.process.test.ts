import { afterEach, beforeEach, expect, test } from "vitest";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { startWorkerProcess, type TestProcess } from "#lib/testing/processes.ts";
import { type Receiver, startReceiver } from "#lib/testing/receiver.ts";

let database: TestDatabase;
let services: Services;
let receiver: Receiver;
let store: AStore;
const workers: TestProcess[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  services = database.services;
  store = await aStore(services);
  receiver = await startReceiver();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill()));
  await receiver.close();
  await database.drop();
});

test("order holds while workers are killed and take over from each other, and receivers fail", async () => {
  const webhook = await aWebhook(services, store, {
    url: receiver.url,
    ordered: true,
    retrySchedule: [0, 0, 0, 0, 0, 0, 0, 0],
  });
  const accepted: string[] = [];
  let answers = 0;
  receiver.answerAlways((response, request) => {
    answers += 1;
    const status = answers % 7 === 0 ? 500 : 200;
    if (status === 200) accepted.push(String(request.headers["webhook-id"]));
    setTimeout(() => response.writeHead(status).end(), 3);
  });
  const start = async () => workers.push(await startWorkerProcess(database.connectionString));
  await Promise.all([start(), start()]);

  const batches = 15;
  const batch = 20;
  let kills = 0;
  for (let index = 0; index < batches; index += 1) {
    await publishExample(services, store, batch);
    if (index % 4 !== 3) continue;
    await receiver.waitFor((index + 1) * batch - batch * 2, 60_000);
    const owner = await services.db.prisma.$queryRaw<{ pid: number }[]>`
      SELECT w.pid FROM lane l JOIN worker w ON w.id = l.worker_id WHERE l.subscription_id = ${webhook.id}::uuid`;
    const killed = workers.findIndex(({ pid }) => pid === owner[0]?.pid);
    const [doomed] = killed < 0 ? [] : workers.splice(killed, 1);
    await doomed?.kill();
    kills += doomed === undefined ? 0 : 1;
    await start();
  }

  const total = batches * batch;
  const succeeded = () =>
    services.db.prisma.delivery.count({ where: { subscriptionId: webhook.id, state: "succeeded" } });
  await expect.poll(succeeded, { timeout: 90_000 }).toBe(total);
  const published = (
    await services.db.prisma.delivery.findMany({
      where: { subscriptionId: webhook.id },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    })
  ).map(({ id }) => id);
  expect(kills).toBeGreaterThan(0);
  expect([...new Set(receiver.requests.map((request) => String(request.headers["webhook-id"])))]).toEqual(
    published,
  );
  expect([...new Set(accepted)]).toEqual(published);
  // Repeated by a killed worker: at most what it had under way, which is one.
  expect(accepted.length - total).toBeLessThanOrEqual(kills);
}, 150_000);

test("what is left of a pause is caught up with at its pace by whoever takes over from a killed worker", async () => {
  const waited = 40;
  const webhook = await aWebhook(services, store, { url: receiver.url });
  await publishExample(services, store, waited);
  await services.db.pool.query("UPDATE lane SET catch_up_until = now() WHERE subscription_id = $1", [
    webhook.id,
  ]);
  workers.push(await startWorkerProcess(database.connectionString));
  await receiver.waitFor(8, 30_000);
  await workers.pop()?.kill();
  const beforeIds = receiver.requests.length;
  workers.push(await startWorkerProcess(database.connectionString));
  await receiver.waitFor(beforeIds + 1, 30_000);
  const restartedAtMs = receiver.requests.at(-1)?.atMs ?? 0;

  const states = () =>
    services.db.prisma.delivery.count({ where: { subscriptionId: webhook.id, state: "succeeded" } });
  await expect.poll(states, { timeout: 60_000 }).toBe(waited);
  const left = waited - beforeIds;
  const lastAtMs = receiver.requests.at(-1)?.atMs ?? 0;
  expect(lastAtMs - restartedAtMs).toBeGreaterThan(((left - 2) / 10) * 1_000 * 0.9);
  const catchUpUntil = async () =>
    (await services.db.prisma.lane.findUniqueOrThrow({ where: { subscriptionId: webhook.id } })).catchUpUntil;
  await expect.poll(catchUpUntil, { timeout: 20_000 }).toBeNull();
}, 120_000);
