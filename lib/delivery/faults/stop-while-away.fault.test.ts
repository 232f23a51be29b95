import { afterEach, beforeEach, expect, test } from "vitest";
import { whileLocked } from "#lib/testing/faults/database.ts";
import { type FaultLane, openScene, recoveryOf, type Scene } from "#lib/testing/faults/scene.ts";
import { startTcpProxy, type TcpProxy } from "#lib/testing/faults/tcp-proxy.ts";
import type { TestProcess } from "#lib/testing/processes.ts";

/** A worker that has no database: it records what it can, ends when it is asked to, and loses nothing. */

/** It ends itself after 28 s of its own clock, before a supervisor would kill it; a loaded machine is late. */
const STOP_MS_MAX = 45_000;

let scene: Scene;
let proxy: TcpProxy;
let worker: TestProcess;
let lane: FaultLane;

beforeEach(async () => {
  scene = await openScene({ healthy: 0 });
  proxy = await startTcpProxy(scene.database.connectionString);
  worker = await scene.worker({ databaseUrl: proxy.url });
  lane = await scene.lane("stopped", { maxInFlight: 8 });
  lane.answer((response) => setTimeout(() => response.writeHead(200).end(), 20));
  await lane.publish(100);
  await lane.arrived(20);
  await scene.faultBegins();
});
afterEach(async () => {
  await scene.close();
  await proxy.close();
});

test.for([
  ["is silent", "stall"],
  ["refuses connections", "drop"],
] as const)(
  "a worker that is asked to stop while its database %s ends by itself",
  async ([what, how], context) => {
    proxy[how]();
    const askedMs = Date.now();
    const code = await worker.stop();
    const stoppedMs = Date.now();
    expect(code).toBe(1);
    expect(stoppedMs - askedMs).toBeLessThan(STOP_MS_MAX);
    const exposed = await scene.exposed();
    expect(worker.output()).toContain("could not be recorded; they will be sent again");
    await scene.worker();
    const recovery = await recoveryOf(lane, stoppedMs, "after the end");
    const fault = `asked to stop while the database ${what}`;
    await scene.conclude(context, {
      fault,
      lanes: [lane],
      repeatedMax: exposed,
      recovery,
      isEverybodys: true,
    });
  },
);

test("a worker that is asked to stop waits for a database that comes back in time, and repeats nothing", async (context) => {
  proxy.drop();
  const stopped = worker.stop();
  await expect.poll(() => worker.output(), { timeout: 60_000 }).toContain("trying again");
  proxy.mend();
  expect(await stopped).toBe(0);
  expect(await scene.unrecorded()).toEqual([]);
  const stoppedMs = Date.now();
  await scene.worker();
  const recovery = await recoveryOf(lane, stoppedMs, "after the end");
  const fault = "asked to stop while the database restarts";
  await scene.conclude(context, { fault, lanes: [lane], repeatedMax: 0, recovery, isEverybodys: true });
});

test("outcomes whose commit was not heard of are not written twice", async (context) => {
  await scene.delivered([lane]);
  await whileLocked(scene.services, "delivery_attempt", "SHARE", async () => {
    await lane.publish(10);
    await lane.arrived(110);
    const waiting = async () =>
      (
        await scene.services.db.pool.query(
          "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        )
      ).rowCount;
    await expect.poll(waiting).toBeGreaterThan(0);
    // All that is under way waits at the server by now, whose answers will not get through.
    proxy.stall();
  });
  await expect.poll(async () => (await lane.attempts()).length, { timeout: 60_000 }).toBeGreaterThan(100);
  const cutMs = Date.now();
  proxy.drop();
  proxy.mend();
  await lane.publish();
  const recovery = await recoveryOf(lane, cutMs, "after the cut");
  const fault = "connection cut between commit and its confirmation";
  await scene.conclude(context, { fault, lanes: [lane], repeatedMax: 0, recovery, isEverybodys: true });
  const attempts = await lane.attempts();
  expect(attempts).toHaveLength(111);
  expect(attempts.every(({ number }) => number === 1)).toBe(true);
});
