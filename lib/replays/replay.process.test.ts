import { afterEach, beforeEach, expect, test } from "vitest";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aContext, aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { startWorkerProcess, type TestProcess } from "#lib/testing/processes.ts";
import { type Receiver, startReceiver } from "#lib/testing/receiver.ts";
import { getReplay } from "./data.ts";
import { cancelReplay, pauseReplay, resumeReplay, startReplay } from "./mutations.ts";

/** A replay with real worker processes, which get killed. */

const SLOTS = 16;

let database: TestDatabase;
let services: Services;
let receiver: Receiver;
let store: AStore;
let webhook: { id: string };
let worker: TestProcess | undefined;

beforeEach(async () => {
  database = await createTestDatabase();
  services = database.services;
  store = await aStore(services);
  receiver = await startReceiver();
  webhook = await aWebhook(services, store, { url: receiver.url, maxInFlight: SLOTS });
});
afterEach(async () => {
  await worker?.kill();
  await receiver.close();
  await database.drop();
});

const ctx = () => aContext(services, store);

/** So many deliveries that were given up, as after a long outage. */
async function exhausted(count: number): Promise<void> {
  for (let made = 0; made < count; made += 500) {
    await publishExample(services, store, Math.min(500, count - made));
  }
  await services.db.pool.query("DELETE FROM delivery_due");
  await services.db.pool.query(
    `UPDATE delivery SET state = 'exhausted', attempts = 10, last_error_code = 'timeout', due_at = NULL, completed_at = now()`,
  );
}

async function start(ratePerSecond: number): Promise<string> {
  const { replayId } = await startReplay(ctx(), {
    webhookSubscriptionId: webhook.id,
    from: new Date(Date.now() - 3_600_000).toISOString(),
    scope: "failures",
    ratePerSecond,
  });
  return replayId;
}

const arrivals = () => {
  const counts = new Map<string, number>();
  for (const { headers } of receiver.requests) {
    const id = String(headers["webhook-id"]);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
};
const replayAttempts = async () => {
  const { rows } = await services.db.pool.query<{ attempts: number; deliveries: number }>(
    `SELECT count(*)::int AS attempts, count(DISTINCT delivery_id)::int AS deliveries
       FROM delivery_attempt WHERE trigger = 'replay'`,
  );
  return rows[0];
};

test("a worker that is killed again and again in the middle of a replay: each delivery is queued once, and all arrive", async () => {
  const total = 2_000;
  const kills = 5;
  await exhausted(total);
  const replayId = await start(500);

  for (let kill = 1; kill <= kills; kill += 1) {
    worker = await startWorkerProcess(database.connectionString);
    await receiver.waitFor(Math.ceil((total * kill) / (kills + 2)), 60_000);
    await worker.kill();
  }
  worker = await startWorkerProcess(database.connectionString);

  await expect
    .poll(async () => (await getReplay(ctx(), replayId)).state, { timeout: 60_000, interval: 200 })
    .toBe("completed");
  expect(await getReplay(ctx(), replayId)).toMatchObject({
    total,
    queued: total,
    succeeded: total,
    failed: 0,
    skipped: 0,
    progress: 1,
  });
  // One attempt of each was recorded: nothing was queued twice.
  expect(await replayAttempts()).toEqual({ attempts: total, deliveries: total });
  const counts = arrivals();
  expect(counts.size).toBe(total);
  // Repeated is only what a killed worker had under way or not yet recorded.
  expect(receiver.requests.length - total).toBeLessThanOrEqual(kills * SLOTS * 6);
  expect(await services.db.prisma.delivery.count({ where: { state: "succeeded" } })).toBe(total);
  expect(await services.db.prisma.deliveryDue.count()).toBe(0);
  expect(await services.db.prisma.replayItem.count()).toBe(0);
}, 180_000);

test("two workers share a replay, and each delivery is sent once", async () => {
  const total = 400;
  await exhausted(total);
  worker = await startWorkerProcess(database.connectionString);
  const second = await startWorkerProcess(database.connectionString);
  try {
    const replayId = await start(400);
    await expect
      .poll(async () => (await getReplay(ctx(), replayId)).state, { timeout: 60_000, interval: 200 })
      .toBe("completed");
    expect(receiver.requests).toHaveLength(total);
    expect(arrivals().size).toBe(total);
  } finally {
    await second.kill();
  }
}, 90_000);

test("paused in the middle nothing more is sent, resumed it goes on where it was, cancelled it ends", async () => {
  const total = 600;
  await exhausted(total);
  worker = await startWorkerProcess(database.connectionString);
  const replayId = await start(100);
  await receiver.waitFor(60, 30_000);

  await pauseReplay(ctx(), replayId);
  // Quiet for a second after whatever was under way.
  let seen = -1;
  await expect
    .poll(
      () => {
        const isQuiet = receiver.requests.length === seen;
        seen = receiver.requests.length;
        return isQuiet;
      },
      { timeout: 15_000, interval: 1_000 },
    )
    .toBe(true);
  expect(seen).toBeLessThan(total);
  expect((await getReplay(ctx(), replayId)).state).toBe("paused");

  await resumeReplay(ctx(), replayId);
  await receiver.waitFor(seen + 60, 30_000);
  await cancelReplay(ctx(), replayId);
  const settled = async () => {
    const replay = await getReplay(ctx(), replayId);
    const attempts = (await replayAttempts())?.attempts ?? 0;
    return replay.succeeded === attempts && (await services.db.prisma.deliveryDue.count()) === 0;
  };
  await expect.poll(settled, { timeout: 15_000, interval: 300 }).toBe(true);

  const replay = await getReplay(ctx(), replayId);
  expect(replay.state).toBe("cancelled");
  expect(replay.succeeded).toBeLessThan(total);
  expect(Math.max(...arrivals().values())).toBe(1);
  // What arrived is succeeded, the rest is what it was.
  expect(await services.db.prisma.delivery.count({ where: { state: "succeeded" } })).toBe(
    receiver.requests.length,
  );
  expect(await services.db.prisma.delivery.count({ where: { state: "exhausted" } })).toBe(
    total - receiver.requests.length,
  );
}, 90_000);

test("the pace is kept from beginning to end, and live deliveries do not wait for it", async () => {
  const pace = 40;
  const total = 200;
  await exhausted(total);
  worker = await startWorkerProcess(database.connectionString);
  const replayId = await start(pace);
  await receiver.waitFor(40, 30_000);
  const [eventId] = await publishExample(services, store);
  const live = await services.db.prisma.delivery.findFirstOrThrow({ where: { eventId } });
  await expect.poll(() => arrivals().has(live.id), { timeout: 15_000, interval: 20 }).toBe(true);
  expect((await getReplay(ctx(), replayId)).state).toBe("running");
  await expect
    .poll(async () => (await getReplay(ctx(), replayId)).state, { timeout: 60_000, interval: 200 })
    .toBe("completed");

  // By the worker's clock: the way to the receiver has a jitter of its own on a busy machine.
  const { rows } = await services.db.pool.query<{ at: number }>(
    `SELECT (extract(epoch FROM started_at) * 1000)::float8 AS at FROM delivery_attempt
      WHERE trigger = 'replay' ORDER BY started_at`,
  );
  const starts = rows.map(({ at }) => at);
  expect(starts).toHaveLength(total);
  for (const from of starts) {
    const inSecond = starts.filter((at) => at >= from && at < from + 1_000).length;
    // Two more: between the decision and the clock that is read here, a busy machine may stand still.
    expect(inSecond).toBeLessThanOrEqual(Math.floor(pace * 1.05) + 2);
  }
}, 90_000);
