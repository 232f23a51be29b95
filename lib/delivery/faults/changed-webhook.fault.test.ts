import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Context } from "#lib/auth/context.ts";
import { CATALOGUE } from "#lib/catalogue/catalogue.ts";
import { publishEvents } from "#lib/events/mutations.ts";
import { aContext } from "#lib/testing/factories.ts";
import { type FaultLane, openScene, recoveryOf, type Scene } from "#lib/testing/faults/scene.ts";
import { verifyRequest } from "#lib/testing/receiver.ts";
import {
  changeSubscription,
  deleteSubscription,
  pauseSubscription,
  resumeSubscription,
} from "#lib/webhooks/mutations.ts";
import { rotateSecret } from "#lib/webhooks/secrets.ts";

/** A webhook that is changed while a delivery waits for its next attempt. */

/** Time enough for the change on a loaded machine, before the second attempt. */
const SCHEDULE = [0, 6, 1, 1, 1];
const SECOND_ATTEMPT_MS_MAX = 60_000;

let scene: Scene;
let beganMs: number;

beforeAll(async () => {
  scene = await openScene({ isShared: true });
  await scene.worker();
  await scene.calm();
  await scene.faultBegins();
  beganMs = Date.now();
});
afterAll(() => scene?.close());

/** A lane whose one delivery has failed once, and whose receiver would take the next attempt. */
async function midChain(name: string): Promise<{ lane: FaultLane; ctx: Context }> {
  const lane = await scene.lane(name, { retrySchedule: SCHEDULE });
  lane.answer({ status: 500 });
  await lane.publish();
  await vi.waitFor(async () => expect((await lane.deliveries())[0]?.attempts).toBe(1), { timeout: 60_000 });
  lane.answer({ status: 200 });
  return { lane, ctx: aContext(scene.services, lane.store) };
}

const sinceBegan = () => ({ fromMs: beganMs, toMs: Date.now() });

test.concurrent("a webhook edited between attempts is sent to where it points then, with the same message id", async (context) => {
  const { lane, ctx } = await midChain("edited");
  const moved = await scene.lane("edited-moved");
  const changedMs = Date.now();
  await changeSubscription(ctx, lane.webhook.id, { url: new URL(moved.name, scene.receiverUrl).toString() });
  const recovery = await recoveryOf(
    moved,
    changedMs,
    "after the change (schedule 6 s)",
    SECOND_ATTEMPT_MS_MAX,
  );
  const fault = "webhook edited between attempts";
  await scene.report(context, {
    fault,
    lanes: [lane, moved],
    repeatedMax: 0,
    recovery,
    window: sinceBegan(),
  });
  expect(lane.requests()).toHaveLength(1);
  expect(moved.requests()).toHaveLength(1);
  expect(moved.requests()[0]?.headers["webhook-id"]).toBe(lane.requests()[0]?.headers["webhook-id"]);
});

test.concurrent("a webhook paused between attempts waits, and goes on where it was when it is resumed", async (context) => {
  const { lane, ctx } = await midChain("paused");
  await pauseSubscription(ctx, lane.webhook.id);
  const due = async () => {
    const { rows } = await scene.services.db.pool.query<{ overdue: boolean }>(
      "SELECT due_at < clock_timestamp() - interval '2 seconds' AS overdue FROM delivery_due WHERE subscription_id = $1",
      [lane.webhook.id],
    );
    expect(rows).toEqual([{ overdue: true }]);
  };
  // Long overdue, and still waiting.
  await vi.waitFor(due, { timeout: 60_000, interval: 200 });
  expect(lane.requests()).toHaveLength(1);
  const resumedMs = Date.now();
  await resumeSubscription(ctx, lane.webhook.id);
  const recovery = await recoveryOf(lane, resumedMs, "after it is resumed", SECOND_ATTEMPT_MS_MAX);
  const fault = "webhook paused between attempts";
  await scene.report(context, { fault, lanes: [lane], repeatedMax: 0, recovery, window: sinceBegan() });
  expect((await lane.attempts()).map(({ number, statusCode }) => [number, statusCode])).toEqual([
    [1, 500],
    [2, 200],
  ]);
});

test.concurrent("a webhook deleted between attempts is sent nothing more, and its deliveries are cancelled", async (context) => {
  const { lane, ctx } = await midChain("deleted");
  await deleteSubscription(ctx, lane.webhook.id);
  await vi.waitFor(async () => expect((await lane.deliveries())[0]?.state).toBe("cancelled"), {
    timeout: 60_000,
  });
  const fault = "webhook deleted between attempts";
  await scene.report(context, { fault, lanes: [], repeatedMax: 0, window: sinceBegan() });
  expect(
    await scene.services.db.prisma.deliveryDue.count({ where: { subscriptionId: lane.webhook.id } }),
  ).toBe(0);
  expect(lane.requests()).toHaveLength(1);
});

test.concurrent("an attempt after the secret was rotated is signed with both, and a used-up one with the new one", async (context) => {
  const { lane, ctx } = await midChain("rotated");
  const before = lane.webhook.secret;
  const rotatedMs = Date.now();
  const { secret: after } = await rotateSecret(ctx, lane.webhook.id, { overlapHours: 1 });
  const recovery = await recoveryOf(
    lane,
    rotatedMs,
    "after the rotation (schedule 6 s)",
    SECOND_ATTEMPT_MS_MAX,
  );
  const [first, second] = lane.requests();
  if (first === undefined || second === undefined) throw new Error("unreachable");
  verifyRequest(first, before);
  expect(() => verifyRequest(first, after)).toThrow();
  verifyRequest(second, before);
  verifyRequest(second, after);

  const { secret: last } = await rotateSecret(ctx, lane.webhook.id, { overlapHours: 0 });
  await vi.waitFor(
    async () => {
      await lane.publish();
      const newest = lane.requests().at(-1);
      if (newest === undefined) throw new Error("unreachable");
      verifyRequest(newest, last);
      expect(() => verifyRequest(newest, before)).toThrow();
    },
    { timeout: 60_000, interval: 500 },
  );
  const fault = "secret rotated between attempts";
  await scene.report(context, { fault, lanes: [lane], repeatedMax: 0, recovery, window: sinceBegan() });
});

test.concurrent("the same event published many times at once with one key is one event and one delivery", async (context) => {
  const lane = await scene.lane("one key");
  const data = CATALOGUE.AvailablePointsAmountChanged.example;
  const input = {
    eventName: "AvailablePointsAmountChanged",
    data,
    dataJson: JSON.stringify(data),
    idempotencyKey: "the same",
  };
  const ctx = aContext(scene.services, lane.store);
  const published = await Promise.all(Array.from({ length: 8 }, () => publishEvents(ctx, [input])));
  expect(new Set(published.flat().map(({ eventId }) => eventId)).size).toBe(1);
  await lane.arrived(1);
  const fault = "one event published eight times at once with one key";
  await scene.report(context, { fault, lanes: [lane], repeatedMax: 0, window: sinceBegan() });
  expect(await lane.deliveries()).toHaveLength(1);
  expect(lane.requests()).toHaveLength(1);
});
