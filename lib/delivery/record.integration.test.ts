import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { firstUuidAt } from "#lib/platform/core/uuid-v7.ts";
import { freePort } from "#lib/platform/embedded-postgres.ts";
import { createPartitions } from "#lib/platform/partitions.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { attemptDelivery } from "./attempt.ts";
import { BEGINNING, type DueDelivery, type LaneRead, readDue } from "./due.ts";
import { acquireLanes, registerWorker } from "./lanes.ts";
import { recordManual, recordScheduled, type ScheduledResult } from "./record.ts";
import { loadTargets, type Target } from "./targets.ts";

let database: TestDatabase;
let store: AStore;
let worker: string;
let target: Target;
let epoch: string;
let due: DueDelivery[];
/** Nothing listens there. */
let url: string;

beforeAll(async () => {
  database = await createTestDatabase();
  url = `http://127.0.0.1:${await freePort()}/`;
});
afterAll(() => database.drop());

const wholeLane = (subscriptionId: string): LaneRead => ({
  subscriptionId,
  limit: 10,
  after: BEGINNING,
  until: "infinity",
  isOrdered: false,
});

/** A worker that owns the lane of a webhook with three deliveries due. */
beforeEach(async () => {
  const { services } = database;
  const { pool } = services.db;
  store = await aStore(services);
  const { id } = await aWebhook(services, store, { url });
  await publishExample(services, store, 3);
  worker = services.newId();
  await registerWorker(pool, { id: worker, host: "test", pid: process.pid });
  const [owned] = await acquireLanes(pool, worker, [id], 1);
  const found = (await loadTargets(pool, services.secretBox, [id])).get(id);
  if (owned === undefined || found === undefined) throw new Error("The lane is not ours.");
  target = found;
  epoch = owned.epoch;
  due = await readDue(pool, [wholeLane(id)]);
});

/** As it would be recorded if the receiver had answered with success, or had not. */
async function resultOf(
  delivery: DueDelivery,
  state: ScheduledResult["state"] = "succeeded",
): Promise<ScheduledResult> {
  const failed = await attemptDelivery(database.services, target, delivery, delivery);
  const { timings } = failed.outcome;
  const attempt =
    state === "succeeded"
      ? {
          ...failed,
          outcome: {
            kind: "answer" as const,
            status: 200,
            headers: [],
            body: Buffer.from("ok"),
            bodyTruncated: false,
            timings,
            remoteAddress: "127.0.0.1:9",
          },
          verdict: { ...failed.verdict, verdict: "succeeded" as const, errorCode: null },
        }
      : failed;
  const retryInMs = state === "pending" ? 60_000 : null;
  return {
    attempt,
    epoch,
    dueAt: delivery.dueAt,
    queueRow: delivery.queueRow,
    state,
    retryInMs,
    keepsPlace: false,
  };
}

function nth(index: number): DueDelivery {
  const delivery = due[index];
  if (delivery === undefined) throw new Error(`There is no delivery ${index}.`);
  return delivery;
}

const record = (results: ScheduledResult[]) => recordScheduled(database.services.db.pool, worker, results);

const stateOf = async (deliveryId: string) =>
  (await database.services.db.prisma.delivery.findUniqueOrThrow({ where: { id: deliveryId } })).state;

const waiting = async () =>
  (
    await database.services.db.prisma.deliveryDue.findMany({
      where: { subscriptionId: target.subscriptionId },
    })
  ).map(({ deliveryId }) => deliveryId);

const attemptsOf = (deliveryId: string) =>
  database.services.db.prisma.deliveryAttempt.findMany({ where: { deliveryId } });

describe("a batch of outcomes", () => {
  test("ends what succeeded and what is exhausted, and makes what failed due again", async () => {
    const results = [
      await resultOf(nth(0)),
      await resultOf(nth(1), "pending"),
      await resultOf(nth(2), "exhausted"),
    ];

    const accepted = await record(results);

    expect(accepted).toEqual(new Set(due.map(({ deliveryId }) => deliveryId)));
    const states = await Promise.all(due.map(({ deliveryId }) => stateOf(deliveryId)));
    expect(states).toEqual(["succeeded", "pending", "exhausted"]);
    expect(await waiting()).toEqual([nth(1).deliveryId]);
    const [failed] = await attemptsOf(nth(1).deliveryId);
    expect(failed).toMatchObject({ number: 1, storeId: store.id, errorCode: "connection_refused" });
  });

  test("is written also for a delivery whose queue row was moved meanwhile", async () => {
    const result = await resultOf(nth(0));
    // An update that changes nothing leaves the row in another place.
    await database.services.db.pool.query("UPDATE delivery_due SET step = step WHERE delivery_id = $1", [
      nth(0).deliveryId,
    ]);

    expect(await record([result])).toEqual(new Set([nth(0).deliveryId]));

    expect(await stateOf(nth(0).deliveryId)).toBe("succeeded");
    expect(await attemptsOf(nth(0).deliveryId)).toHaveLength(1);
    expect(await waiting()).toHaveLength(2);
  });

  test("never takes another delivery's row off the queue, whatever is in the place where its own was", async () => {
    const result = { ...(await resultOf(nth(0))), queueRow: nth(1).queueRow };

    await record([result]);

    expect(await stateOf(nth(0).deliveryId)).toBe("succeeded");
    expect(await stateOf(nth(1).deliveryId)).toBe("pending");
    expect((await waiting()).toSorted()).toEqual([nth(1).deliveryId, nth(2).deliveryId].toSorted());
  });

  test("leaves a delivery cancelled that was cancelled under way, and logs the attempt", async () => {
    const result = await resultOf(nth(0));
    const { prisma } = database.services.db;
    await prisma.deliveryDue.deleteMany({ where: { deliveryId: nth(0).deliveryId } });
    await prisma.delivery.update({ where: { id: nth(0).deliveryId }, data: { state: "cancelled" } });

    expect(await record([result])).toEqual(new Set([nth(0).deliveryId]));

    expect(await stateOf(nth(0).deliveryId)).toBe("cancelled");
    expect(await attemptsOf(nth(0).deliveryId)).toHaveLength(1);
  });

  test("is written also when its deliveries are of different weeks", async () => {
    const { pool } = database.services.db;
    const weekAgoMs = Date.now() - 7 * 24 * 3_600_000;
    await createPartitions(pool, Date.now(), weekAgoMs);
    const older = firstUuidAt(weekAgoMs);
    await pool.query("UPDATE delivery SET id = $2 WHERE id = $1", [nth(0).deliveryId, older]);
    await pool.query("UPDATE delivery_due SET delivery_id = $2 WHERE delivery_id = $1", [
      nth(0).deliveryId,
      older,
    ]);
    due = await readDue(pool, [wholeLane(target.subscriptionId)]);
    const results = await Promise.all(due.map((delivery) => resultOf(delivery)));

    expect(await record(results)).toEqual(new Set([older, nth(1).deliveryId, nth(2).deliveryId]));

    expect(await stateOf(older)).toBe("succeeded");
    expect(await attemptsOf(older)).toHaveLength(1);
    expect(await waiting()).toEqual([]);
  });

  test("leaves out what went with a week past the retention, which is not sent again, and is written for the rest", async () => {
    const gone = firstUuidAt(Date.UTC(2020, 0, 1));
    const { pool } = database.services.db;
    await pool.query("UPDATE delivery_due SET delivery_id = $2 WHERE delivery_id = $1", [
      nth(0).deliveryId,
      gone,
    ]);
    const first = await resultOf(nth(0));
    const results = [{ ...first, attempt: { ...first.attempt, deliveryId: gone } }, await resultOf(nth(1))];

    expect(await record(results)).toEqual(new Set([nth(1).deliveryId]));
    expect(await waiting()).toEqual([nth(2).deliveryId]);
    expect(await recordManual(pool, results[0]?.attempt ?? first.attempt, "pending")).toBe(null);
  });

  test("is refused where the lane has changed hands, and only there", async () => {
    const { services } = database;
    const other = await aWebhook(services, store, { url });
    const result = await resultOf(nth(0));
    await services.db.pool.query("UPDATE lane SET epoch = epoch + 1 WHERE subscription_id = $1", [
      target.subscriptionId,
    ]);
    await publishExample(services, store);
    const [owned] = await acquireLanes(services.db.pool, worker, [other.id], 1);
    const [theirs] = await readDue(services.db.pool, [wholeLane(other.id)]);
    const otherTarget = (await loadTargets(services.db.pool, services.secretBox, [other.id])).get(other.id);
    if (owned === undefined || theirs === undefined || otherTarget === undefined) throw new Error("not ours");
    target = otherTarget;
    epoch = owned.epoch;

    expect(await record([result, await resultOf(theirs)])).toEqual(new Set([theirs.deliveryId]));

    expect(await stateOf(nth(0).deliveryId)).toBe("pending");
    expect(await attemptsOf(nth(0).deliveryId)).toEqual([]);
  });
});

describe("the roll-up of a webhook", () => {
  const rollup = async () => {
    const rows = await database.services.db.prisma.deliveryRollup.findMany({
      where: { subscriptionId: target.subscriptionId },
    });
    const sum = (name: "attempts" | "failedAttempts" | "succeeded" | "exhausted") =>
      rows.reduce((total, row) => total + row[name], 0);
    return {
      attempts: sum("attempts"),
      failedAttempts: sum("failedAttempts"),
      succeeded: sum("succeeded"),
      exhausted: sum("exhausted"),
      answers: rows.flatMap(({ latency }) => latency).reduce((total, count) => total + count, 0),
    };
  };

  test("counts every attempt, every end of a delivery and the time of every answer, over several batches", async () => {
    await record([await resultOf(nth(0)), await resultOf(nth(1), "pending")]);
    await record([await resultOf(nth(2), "exhausted")]);

    expect(await rollup()).toEqual({
      attempts: 3,
      failedAttempts: 2,
      succeeded: 1,
      exhausted: 1,
      answers: 1,
    });
  });

  test("counts a manual retry, but no test", async () => {
    const { pool } = database.services.db;
    const { attempt } = await resultOf(nth(0));
    await recordManual(pool, { ...attempt, trigger: "manual" }, "succeeded");
    await recordManual(pool, { ...attempt, trigger: "test" }, "succeeded");

    expect(await rollup()).toEqual({
      attempts: 1,
      failedAttempts: 0,
      succeeded: 1,
      exhausted: 0,
      answers: 1,
    });
  });

  test("counts an attempt whose delivery was cancelled meanwhile, and not as its end", async () => {
    const result = await resultOf(nth(0));
    const { prisma } = database.services.db;
    await prisma.deliveryDue.deleteMany({ where: { deliveryId: nth(0).deliveryId } });
    await prisma.delivery.update({ where: { id: nth(0).deliveryId }, data: { state: "cancelled" } });
    await record([result]);

    expect(await rollup()).toEqual({
      attempts: 1,
      failedAttempts: 0,
      succeeded: 0,
      exhausted: 0,
      answers: 1,
    });
  });
});
