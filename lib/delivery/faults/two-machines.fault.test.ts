import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { jobsAreRun, lanesHeld, liveWorkers, ownerOf } from "#lib/testing/faults/database.ts";
import { type FaultLane, openScene, recoveryOf, requestIdOf, type Scene } from "#lib/testing/faults/scene.ts";
import { startTcpProxy, type TcpProxy } from "#lib/testing/faults/tcp-proxy.ts";
import type { TestProcess } from "#lib/testing/processes.ts";
import type { ReceivedRequest } from "#lib/testing/receiver.ts";
import { LEASE_MS } from "../lanes.ts";

/** Two machines on one PostgreSQL: neither can see whether the other's process lives, only whether its lease does. */

/** The lease, the next look for work, and a loaded machine. */
const TAKEOVER_MS_MAX = LEASE_MS + 60_000;

const SLOTS = 8;
/** Longer than any of these tests: a time limit would free slots in the middle of them. */
const NEVER_MS = 600_000;

let scene: Scene;
/** The machine that holds the lane, and the wire by which it reaches the database. */
let far: TestProcess;
let proxy: TcpProxy;
let near: TestProcess;
let wires: TcpProxy[] = [];

beforeEach(async () => {
  scene = await openScene();
});
afterEach(async () => {
  await scene.close();
  await Promise.all(wires.map((wire) => wire.close()));
  wires = [];
});

async function machine(hostname: string): Promise<{ process: TestProcess; wire: TcpProxy }> {
  const wire = await startTcpProxy(scene.database.connectionString);
  wires.push(wire);
  return { process: await scene.worker({ hostname, databaseUrl: wire.url }), wire };
}

/** A lane that the far machine holds, with requests under way that are not answered until `answerHeld`. */
async function farLaneUnderWay(
  count: number,
  pace: { ratePerSecond?: number } = {},
): Promise<{ lane: FaultLane; answerHeld: () => void }> {
  const machines = await Promise.all([machine("machine-a"), machine("machine-b")]);
  await scene.calm();
  // One with more than its share would soon give lanes away, and this one might be among them.
  const mostHeld = async () => Math.max(...(await lanesHeld(scene.services)));
  await expect.poll(mostHeld, { timeout: 60_000 }).toBeLessThanOrEqual(3);
  const lane = await scene.lane("far", { maxInFlight: SLOTS, timeoutMs: NEVER_MS, ...pace });
  const held: ServerResponse[] = [];
  lane.answer((response) => void held.push(response));
  await lane.publish(count);
  await lane.arrived(4);
  far = await scene.holder(lane);
  const [holding, other] = machines[0].process === far ? machines : [machines[1], machines[0]];
  proxy = holding.wire;
  near = other.process;
  const hosts = new Set((await liveWorkers(scene.services)).map(({ host }) => host));
  expect(hosts.size).toBe(2);
  return {
    lane,
    answerHeld() {
      lane.answer({ status: 200 });
      for (const response of held) response.writeHead(200).end();
    },
  };
}

/** Resolves once the near machine holds the lane; answers with when that was. */
async function takenOver(lane: FaultLane): Promise<number> {
  const owner = async () => (await ownerOf(scene.services, lane))?.pid;
  await expect.poll(owner, { timeout: TAKEOVER_MS_MAX }).toBe(near.pid);
  return Date.now();
}

/**
 * Resolves once the near machine has delivered and recorded everything: what is not recorded then is what the far
 * one had sent, and can only be refused.
 */
async function sentByFar(lane: FaultLane): Promise<ReceivedRequest[]> {
  await scene.delivered([lane]);
  return (await scene.unrecorded()).filter(({ path }) => path === lane.name);
}

/** The far machine is back under a new name, and nothing that it had sent before got into the log. */
async function comesBack(lane: FaultLane, sent: readonly ReceivedRequest[], count: number): Promise<void> {
  const refused = new Set(sent.map(requestIdOf));
  await expect.poll(async () => (await liveWorkers(scene.services)).length, { timeout: 60_000 }).toBe(2);
  const attempts = await lane.attempts();
  expect(attempts.filter(({ requestId }) => refused.has(requestId))).toEqual([]);
  expect(attempts).toHaveLength(count);
  await lane.publish();
  await lane.arrived(count + 1);
}

test("a frozen machine loses its lanes to the other, and what it says after the thaw is refused", async (context) => {
  const { lane, answerHeld } = await farLaneUnderWay(40);
  await scene.faultBegins(far);
  const frozenMs = Date.now();
  far.freeze();
  const repeatedMax = await scene.exposed();
  await takenOver(lane);
  answerHeld();
  const recovery = await recoveryOf(lane, frozenMs, "after the freeze");
  const sent = await sentByFar(lane);
  scene.faultEnds();
  far.thaw();
  await comesBack(lane, sent, 40);
  const fault = "two machines, one frozen and thawed";
  await scene.conclude(context, { fault, lanes: [lane], repeatedMax, recovery });
  expect(sent).toHaveLength(4);
  expect(recovery.ms).toBeLessThan(TAKEOVER_MS_MAX);
  expect(far.output()).toContain("starting anew");
});

test("a machine whose database goes silent stops sending before another sends in its place", async (context) => {
  // From the start: a rate that is set while it sends is known some time later, when all may be sent.
  const { lane, answerHeld } = await farLaneUnderWay(40, { ratePerSecond: 2 });
  answerHeld();
  await lane.arrived(8);
  await scene.faultBegins(far);
  const stalledMs = Date.now();
  proxy.stall();
  // Two a second while the lease lasts, and what was under way.
  const repeatedMax = (await scene.exposed()) + (2 * LEASE_MS) / 1_000;
  const takenMs = await takenOver(lane);
  const recovery = await recoveryOf(lane, takenMs, "after the cut");
  const sent = await sentByFar(lane);
  scene.faultEnds();
  proxy.mend();
  await comesBack(lane, sent, 40);
  const fault = "two machines, one cut off from the database (silence)";
  await scene.conclude(context, {
    fault,
    lanes: [lane],
    repeatedMax,
    recovery: { ...recovery, ms: takenMs - stalledMs + recovery.ms },
  });
  // It went on while its lease was good, and not longer.
  expect(sent.length).toBeGreaterThan(4);
  for (const { atMs } of sent) expect(atMs).toBeLessThan(takenMs);
});

test("a machine whose database connections are cut loses its lanes and comes back by itself", async (context) => {
  const { lane, answerHeld } = await farLaneUnderWay(40);
  await scene.faultBegins(far);
  const cutMs = Date.now();
  proxy.drop();
  // What it had read already may still go, within the slots of each lane.
  const repeatedMax = (await scene.exposed()) + SLOTS;
  await takenOver(lane);
  answerHeld();
  const recovery = await recoveryOf(lane, cutMs, "after the cut");
  const sent = await sentByFar(lane);
  scene.faultEnds();
  proxy.mend();
  await comesBack(lane, sent, 40);
  const fault = "two machines, one cut off from the database (reset)";
  await scene.conclude(context, { fault, lanes: [lane], repeatedMax, recovery });
  expect(sent.length).toBeGreaterThanOrEqual(4);
  expect(recovery.ms).toBeLessThan(TAKEOVER_MS_MAX);
});

test("database connections that fall silent for good are given up, and new ones take their place", async (context) => {
  const { lane, answerHeld } = await farLaneUnderWay(40);
  await near.stop();
  await scene.faultBegins(far);
  const stalledMs = Date.now();
  proxy.stall();
  proxy.mendForNew();
  answerHeld();
  await scene.delivered([lane]);
  const recovery = { ms: Date.now() - stalledMs, from: "after the silence, all recorded" };
  scene.faultEnds();
  const fault = "database connections silent for good";
  // Were the lease to run out over it, what was answered meanwhile would go again.
  const repeatedMax = 40;
  await scene.conclude(context, { fault, lanes: [lane], repeatedMax, recovery, isEverybodys: true });
  expect(recovery.ms).toBeLessThan(60_000);
  await jobsAreRun(scene.services, ["prune-expired"]);
});
