import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { liveWorkers, ownerOf, whileLocked } from "#lib/testing/faults/database.ts";
import { openScene, recoveryOf } from "#lib/testing/faults/scene.ts";
import { FAULTS_PRELOAD } from "#lib/testing/processes.ts";
import { LEASE_MS } from "../lanes.ts";

/** A lease that runs out while its owner still lives. */

const SLOTS = 8;
const RECOVERY_MS_MAX = 60_000;
/** By then the worker has every answer that was given, on a loaded machine too. */
const ANSWERED_MS = 2_000;
const slowly = (response: import("node:http").ServerResponse) =>
  setTimeout(() => response.writeHead(200).end(), 10);

test("a lone worker that is frozen beyond its lease goes on under a new one after the thaw", async (context) => {
  const scene = await openScene();
  try {
    const worker = await scene.worker();
    await scene.calm();
    const lane = await scene.lane("alone", { maxInFlight: SLOTS });
    lane.answer(slowly);
    await lane.publish(400);
    await lane.arrived(50);
    await scene.faultBegins(worker);
    worker.freeze();
    await sleep(LEASE_MS + 2_000);
    const exposed = await scene.exposed();
    worker.thaw();
    const recovery = await recoveryOf(lane, scene.faultEnds(), "after the thaw");
    const fault = "one worker frozen beyond its lease and thawed";
    await scene.conclude(context, { fault, lanes: [lane], repeatedMax: exposed, recovery });
    expect(recovery.ms).toBeLessThan(RECOVERY_MS_MAX);
    expect(worker.output()).toContain("starting anew");
  } finally {
    await scene.close();
  }
});

test("what was answered under a lease that ran out is recorded, as long as nobody has taken its lanes", async (context) => {
  const scene = await openScene({ healthy: 0 });
  try {
    const worker = await scene.worker();
    const lane = await scene.lane("leftovers", { maxInFlight: SLOTS });
    await lane.publish();
    await scene.delivered([lane]);
    await scene.faultBegins(worker);
    // Outcomes gather in the worker, behind a batch that cannot be written, until it finds that its lease is over.
    await whileLocked(scene.services, "delivery_attempt", "SHARE", async () => {
      await lane.publish(40);
      await lane.arrived(41);
      await sleep(ANSWERED_MS);
      await scene.services.db.pool.query("UPDATE worker SET lease_until = '-infinity' WHERE pid = $1", [
        worker.pid,
      ]);
      await vi.waitFor(() => expect(worker.output()).toContain("starting anew"), { timeout: 60_000 });
    });
    await lane.publish();
    const recovery = await recoveryOf(lane, scene.faultEnds(), "after the lease's end");
    const fault = "lease expired with outcomes not yet recorded";
    await scene.conclude(context, { fault, lanes: [lane], repeatedMax: 0, recovery });
    expect(lane.requests()).toHaveLength(42);
  } finally {
    await scene.close();
  }
});

test("a worker whose event loop stalls beyond its lease loses its lanes to its neighbour", async (context) => {
  const scene = await openScene();
  try {
    await scene.worker({ preload: [FAULTS_PRELOAD] });
    await scene.worker({ preload: [FAULTS_PRELOAD] });
    await scene.calm();
    const lane = await scene.lane("stalled", { maxInFlight: SLOTS });
    lane.answer(slowly);
    await lane.publish(400);
    await lane.arrived(50);
    const stalling = await scene.holder(lane);
    await scene.faultBegins(stalling);
    stalling.tell({ stallMs: LEASE_MS + 6_000 });
    const stalledMs = Date.now();
    const exposed = await scene.exposed();
    const quietMs = Date.now();
    const recovery = await recoveryOf(lane, quietMs, "after the stall began");
    await scene.delivered([lane]);
    scene.faultEnds();
    await expect.poll(async () => (await liveWorkers(scene.services)).length, { timeout: 60_000 }).toBe(2);
    const fault = "event loop stalled beyond the lease";
    await scene.conclude(context, {
      fault,
      lanes: [lane],
      repeatedMax: exposed,
      recovery: { ...recovery, ms: recovery.ms + quietMs - stalledMs },
    });
    expect(stalling.output()).toContain("starting anew");
    expect(recovery.ms).toBeLessThan(RECOVERY_MS_MAX);
  } finally {
    await scene.close();
  }
});

test("an owner whose lease ends under it in full work sends little more, and records nothing more", async (context) => {
  const scene = await openScene();
  try {
    await scene.worker();
    await scene.worker();
    await scene.calm();
    const lane = await scene.lane("expired", { maxInFlight: SLOTS });
    lane.answer((response) => setTimeout(() => response.writeHead(200).end(), 50));
    await lane.publish(1_000);
    await lane.arrived(50);
    const first = await scene.holder(lane);
    const workerId = (await ownerOf(scene.services, lane))?.workerId;
    await scene.faultBegins(first);
    const endedMs = Date.now();
    await scene.services.db.pool.query("UPDATE worker SET lease_until = '-infinity' WHERE pid = $1", [
      first.pid,
    ]);
    // By its neighbour, or by the same process once it has started anew under another id: whoever is first.
    const owner = async () => (await ownerOf(scene.services, lane))?.workerId ?? workerId;
    await expect.poll(owner, { timeout: RECOVERY_MS_MAX }).not.toBe(workerId);
    const recovery = { ms: Date.now() - endedMs, from: "until the takeover" };
    await scene.delivered([lane]);
    scene.faultEnds();
    const fault = "lease expired while the old owner still runs";
    // Answered within the milliseconds before the first refusal is heard, and under way by then.
    await scene.conclude(context, { fault, lanes: [lane], repeatedMax: SLOTS * 6, recovery });
    const attempts = await lane.attempts();
    expect(attempts).toHaveLength(1_000);
    expect(first.output()).toContain("starting anew");
  } finally {
    await scene.close();
  }
});
