import { expect, test } from "vitest";
import { aWebhook, publishExample } from "#lib/testing/factories.ts";
import type { TestProcess } from "#lib/testing/processes.ts";
import { onOwnScene } from "#lib/testing/worker-scene.ts";

const scene = onOwnScene();

test("order holds while workers are killed and take over from each other, and receivers fail", async () => {
  const { services, store, receiver, startWorker, succeeded, messageIds } = scene();
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
  const workers: TestProcess[] = [];
  const start = async () => workers.push(await startWorker());
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
  await expect.poll(() => succeeded(webhook.id), { timeout: 90_000 }).toBe(total);
  const published = (
    await services.db.prisma.delivery.findMany({
      where: { subscriptionId: webhook.id },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    })
  ).map(({ id }) => id);
  expect(kills).toBeGreaterThan(0);
  expect([...new Set(messageIds())]).toEqual(published);
  expect([...new Set(accepted)]).toEqual(published);
  // Repeated by a killed worker: at most what it had under way, which is one.
  expect(accepted.length - total).toBeLessThanOrEqual(kills);
}, 150_000);

test("what is left of a pause is caught up with at its pace by whoever takes over from a killed worker", async () => {
  const { services, store, receiver, startWorker, succeeded } = scene();
  const waited = 40;
  const webhook = await aWebhook(services, store, { url: receiver.url });
  await publishExample(services, store, waited);
  await services.db.pool.query("UPDATE lane SET catch_up_until = now() WHERE subscription_id = $1", [
    webhook.id,
  ]);
  const worker = await startWorker();
  await receiver.waitFor(8, 30_000);
  await worker.kill();
  const beforeIds = receiver.requests.length;
  await startWorker();
  await receiver.waitFor(beforeIds + 1, 30_000);
  const restartedAtMs = receiver.requests.at(-1)?.atMs ?? 0;

  await expect.poll(() => succeeded(webhook.id), { timeout: 60_000 }).toBe(waited);
  const left = waited - beforeIds;
  const lastAtMs = receiver.requests.at(-1)?.atMs ?? 0;
  expect(lastAtMs - restartedAtMs).toBeGreaterThan(((left - 2) / 10) * 1_000 * 0.9);
  const catchUpUntil = async () =>
    (await services.db.prisma.lane.findUniqueOrThrow({ where: { subscriptionId: webhook.id } })).catchUpUntil;
  await expect.poll(catchUpUntil, { timeout: 20_000 }).toBeNull();
}, 120_000);
