import { expect, test } from "vitest";
import { jobsAreRun } from "#lib/testing/faults/database.ts";
import { openScene, recoveryOf } from "#lib/testing/faults/scene.ts";
import { FAULTS_PRELOAD } from "#lib/testing/processes.ts";

/** The wall clock of a worker's machine steps. Only the database's clock decides when something is due. */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

test.for([
  ["two hours ahead", 2 * HOUR_MS],
  ["two hours back", -2 * HOUR_MS],
] as const)("a clock that steps %s moves no attempt", async ([step, clockOffsetMs], context) => {
  const scene = await openScene();
  try {
    const worker = await scene.worker({ preload: [FAULTS_PRELOAD] });
    await scene.calm();
    const lane = await scene.lane("stepped", { retrySchedule: [0, 4, 4, 4] });
    lane.answer({ status: 500 });
    await lane.publish(5);
    await lane.arrived(5);
    const failedMs = lane.requests()[0]?.atMs ?? Number.NaN;
    lane.answer({ status: 200 });
    await scene.faultBegins();
    worker.tell({ clockOffsetMs });
    const recovery = await recoveryOf(lane, Date.now(), "after the step (schedule 4 s)");
    await scene.delivered([lane]);
    scene.faultEnds();
    const again = lane.requests().slice(5);
    for (const { atMs } of again) {
      expect(atMs - failedMs).toBeGreaterThanOrEqual(3_100);
      expect(atMs - failedMs).toBeLessThan(60_000);
    }
    expect(again).toHaveLength(5);
    await scene.conclude(context, { fault: `clock steps ${step}`, lanes: [lane], repeatedMax: 0, recovery });
    // It did step: what it writes down as the time of the attempt says so.
    const second = (await lane.attempts()).filter(({ number }) => number === 2);
    for (const { startedAt } of second) {
      expect(Math.abs(startedAt.getTime() - Date.now() - clockOffsetMs)).toBeLessThan(60_000);
    }
  } finally {
    await scene.close();
  }
});

test("a worker whose clock is a year ahead drops nothing as past retention", async (context) => {
  const scene = await openScene();
  try {
    const worker = await scene.worker({ preload: [FAULTS_PRELOAD] });
    await scene.calm();
    const lane = await scene.lane("year", { state: "paused" });
    await lane.publish(5);
    await scene.faultBegins();
    worker.tell({ clockOffsetMs: 400 * DAY_MS });
    await jobsAreRun(scene.services, ["maintain-partitions", "prune-expired"]);
    scene.faultEnds();
    expect(await lane.deliveries()).toHaveLength(5);
    await scene.services.db.prisma.webhookSubscription.update({
      where: { id: lane.webhook.id },
      data: { state: "active", version: { increment: 1 } },
    });
    const resumedMs = Date.now();
    scene.services.wakeChanged([lane.webhook.id]);
    const recovery = await recoveryOf(lane, resumedMs, "after it is resumed");
    await scene.conclude(context, { fault: "clock a year ahead", lanes: [lane], repeatedMax: 0, recovery });
  } finally {
    await scene.close();
  }
});
