import { expect, test } from "vitest";
import { terminateConnections, whileLocked } from "#lib/testing/faults/database.ts";
import { openScene, recoveryOf } from "#lib/testing/faults/scene.ts";

/**
 * SIGKILL at each point of a delivery's way. A successor starts at once on the same machine, as under a supervisor,
 * and sees that the process is gone.
 */

const SLOTS = 8;
/** The recovery of a loaded machine: a process has to start. */
const RECOVERY_MS_MAX = 60_000;

test("a worker killed before sending has sent nothing, and its successor sends everything once", async (context) => {
  const scene = await openScene();
  try {
    await scene.worker();
    await scene.worker();
    await scene.calm();
    const lane = await scene.lane("killed-before", { maxInFlight: SLOTS });

    // Between leasing the lane and sending, the worker reads the webhook's secrets: there it waits.
    const exposed = await whileLocked(scene.services, "webhook_secret", "ACCESS EXCLUSIVE", async () => {
      await lane.publish(50);
      const doomed = await scene.holder(lane);
      await scene.faultBegins(doomed);
      await doomed.kill();
      return scene.exposed();
    });
    expect(lane.requests()).toHaveLength(0);
    const startedMs = Date.now();
    await scene.worker();
    const recovery = await recoveryOf(lane, startedMs, "after the successor's start");
    scene.faultEnds();
    const fault = "worker killed before sending";
    await scene.conclude(context, { fault, lanes: [lane], repeatedMax: exposed, recovery });
    expect(recovery.ms).toBeLessThan(RECOVERY_MS_MAX);
    expect(lane.requests()).toHaveLength(50);
  } finally {
    await scene.close();
  }
});

test("a worker killed while it sends repeats what it had under way, no more than its slots", async (context) => {
  const scene = await openScene();
  try {
    await scene.worker();
    await scene.worker();
    await scene.calm();
    const lane = await scene.lane("killed-while", { maxInFlight: SLOTS, timeoutMs: 600_000 });
    lane.answer(() => {});
    await lane.publish(50);
    // Four slots at first: they grow with each success, and there is none.
    await lane.arrived(4);
    const doomed = await scene.holder(lane);
    await scene.faultBegins(doomed);
    await doomed.kill();
    const exposed = await scene.exposed();
    const underWay = lane.requests().length;
    lane.answer({ status: 200 });
    const startedMs = Date.now();
    await scene.worker();
    const recovery = await recoveryOf(lane, startedMs, "after the successor's start");
    scene.faultEnds();
    const fault = "worker killed while sending";
    await scene.conclude(context, { fault, lanes: [lane], repeatedMax: exposed, recovery });
    expect(recovery.ms).toBeLessThan(RECOVERY_MS_MAX);
    expect(underWay).toBeLessThanOrEqual(SLOTS);
    expect(lane.requests()).toHaveLength(50 + underWay);
  } finally {
    await scene.close();
  }
});

test("a worker killed after the answers and before recording repeats exactly what was not recorded", async (context) => {
  const scene = await openScene();
  try {
    await scene.worker();
    await scene.calm();
    const lane = await scene.lane("killed-after", { maxInFlight: SLOTS });
    const exposed = await whileLocked(scene.services, "delivery_attempt", "SHARE", async () => {
      await lane.publish(50);
      await lane.arrived(50);
      const doomed = await scene.holder(lane);
      await scene.faultBegins(doomed);
      await doomed.kill();
      // What the server has in hand would be recorded after all, once the lock is gone.
      await terminateConnections(scene.services, ["pointhook-worker"]);
      return scene.exposed();
    });
    const startedMs = Date.now();
    await scene.worker();
    const recovery = await recoveryOf(lane, startedMs, "after the successor's start");
    scene.faultEnds();
    const fault = "worker killed after the answer, before recording";
    const report = await scene.conclude(context, { fault, lanes: [lane], repeatedMax: exposed, recovery });
    expect(recovery.ms).toBeLessThan(RECOVERY_MS_MAX);
    expect(report.repeated).toBe(exposed);
    expect(lane.requests()).toHaveLength(100);
  } finally {
    await scene.close();
  }
});
