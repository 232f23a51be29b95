import { expect, test } from "vitest";
import { type AStore, aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { onOwnScene } from "#lib/testing/worker-scene.ts";

/** Slots of the webhooks in these tests: what one killed worker may have had under way or unrecorded at a time. */
const SLOTS = 8;

const scene = onOwnScene();

test("what a killed worker had under way is sent again with the same message id, without waiting for its lease", async () => {
  const { services, store, receiver, startWorker, succeeded, messageIds } = scene();
  const webhook = await aWebhook(services, store, { url: receiver.url });
  let isHanging = true;
  receiver.answerAlways((response) => {
    if (!isHanging) response.writeHead(200).end();
  });
  await publishExample(services, store);
  const worker = await startWorker();
  await receiver.waitFor(1);
  await worker.kill();
  const leaseUntil = new Date(Date.now() + 3_600_000);
  expect(await services.db.prisma.worker.updateMany({ data: { leaseUntil } })).toEqual({ count: 1 });

  isHanging = false;
  await startWorker();
  await receiver.waitFor(2);

  expect(new Set(messageIds()).size).toBe(1);
  await expect.poll(() => succeeded(webhook.id)).toBe(1);
});

test("a worker that is asked to stop finishes what is under way, records it and repeats nothing", async () => {
  const { services, store, receiver, startWorker, succeeded } = scene();
  const total = 200;
  const webhook = await aWebhook(services, store, { url: receiver.url, maxInFlight: SLOTS });
  receiver.answerAlways((response) => setTimeout(() => response.writeHead(200).end(), 20));
  await publishExample(services, store, total);

  const worker = await startWorker();
  await receiver.waitFor(50);
  await worker.stop();
  expect(await succeeded(webhook.id)).toBe(receiver.requests.length);
  expect(await services.db.prisma.lane.count({ where: { workerId: { not: null } } })).toBe(0);
  expect(await services.db.prisma.worker.count()).toBe(0);

  await startWorker();
  await expect.poll(() => succeeded(webhook.id), { timeout: 15_000 }).toBe(total);
  expect(receiver.requests).toHaveLength(total);
});

test("two workers share the lanes, and together deliver everything once", async () => {
  const { services, receiver, startWorker, messageIds } = scene();
  const stores: AStore[] = [];
  for (let index = 0; index < 10; index += 1) {
    const own = await aStore(services);
    await aWebhook(services, own, { url: receiver.url });
    stores.push(own);
  }
  const owners = async () => {
    const rows = await services.db.prisma.lane.groupBy({ by: ["workerId"] });
    return rows.filter(({ workerId }) => workerId !== null).length;
  };
  receiver.answerAlways((response) => setTimeout(() => response.writeHead(200).end(), 10));
  await Promise.all([startWorker(), startWorker()]);
  // Whoever is first may take all lanes of the first round; what goes on is shared.
  let published = 0;
  const ownersOfGoingWork = async () => {
    for (const own of stores) await publishExample(services, own, 10);
    published += 100;
    return owners();
  };
  await expect.poll(ownersOfGoingWork, { interval: 100 }).toBe(2);
  await expect
    .poll(() => services.db.prisma.delivery.count({ where: { state: "succeeded" } }))
    .toBe(published);
  expect(new Set(messageIds()).size).toBe(published);
  expect(receiver.requests).toHaveLength(published);
});

test("connections that the database ends in the middle of the work lose nothing", async () => {
  const { services, store, receiver, startWorker, succeeded, messageIds } = scene();
  const total = 600;
  const webhook = await aWebhook(services, store, { url: receiver.url, maxInFlight: SLOTS });
  receiver.answerAlways((response) => setTimeout(() => response.writeHead(200).end(), 5));
  await startWorker();
  await publishExample(services, store, total);
  for (const after of [50, 200, 400]) {
    await receiver.waitFor(after);
    await services.db.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name IN ('pointhook-worker', 'pointhook-listener')`,
    );
  }
  await expect.poll(() => succeeded(webhook.id), { timeout: 20_000 }).toBe(total);
  expect(new Set(messageIds()).size).toBe(total);
});
