import { setTimeout as sleep } from "node:timers/promises";
import { expect, type TestContext, test, vi } from "vitest";
import {
  jobsAreRun,
  startOwnServer,
  terminateConnections,
  whileLocked,
} from "#lib/testing/faults/database.ts";
import { openScene, recoveryOf } from "#lib/testing/faults/scene.ts";
import { LEASE_MS } from "../lanes.ts";

/** The database goes away under a working engine and comes back. Publishers are told so; nobody else notices more. */

const TOTAL = 400;
const AWAY_MS = 1_500;
const RECOVERY_MS_MAX = 60_000;

async function survives(context: TestContext, fault: string, signal: "SIGINT" | "SIGQUIT" | "SIGKILL") {
  const server = await startOwnServer();
  const scene = await openScene({ database: server });
  try {
    await scene.worker();
    await scene.calm();
    const lane = await scene.lane("restarted", { maxInFlight: 8 });
    lane.answer((response) => setTimeout(() => response.writeHead(200).end(), 10));
    await lane.publish(TOTAL);
    await lane.arrived(50);
    await scene.faultBegins();
    await server.end(signal);
    await sleep(AWAY_MS);
    await server.start();
    const recovery = await recoveryOf(lane, scene.faultEnds(), "after its return");
    // What is answered meanwhile waits in the worker, even should its lease run out: nothing has to be sent again.
    await scene.conclude(context, { fault, lanes: [lane], repeatedMax: 0, recovery, isEverybodys: true });
    expect(recovery.ms).toBeLessThan(RECOVERY_MS_MAX);
    expect(await lane.attempts()).toHaveLength(TOTAL);
    await jobsAreRun(server.services, ["prune-expired"]);
  } finally {
    await scene.close();
  }
}

test("PostgreSQL restarted in order (fast) costs nothing but time", (context) =>
  survives(context, "PostgreSQL restarted, fast", "SIGINT"));

test("PostgreSQL restarted at once (immediate) costs nothing but time", (context) =>
  survives(context, "PostgreSQL restarted, immediate", "SIGQUIT"));

test("PostgreSQL killed and started again costs nothing but time", (context) =>
  survives(context, "PostgreSQL's postmaster killed", "SIGKILL"));

test("connections that are terminated again and again cost nothing but time", async (context) => {
  const scene = await openScene();
  try {
    await scene.worker();
    await scene.calm();
    const lane = await scene.lane("terminated", { maxInFlight: 8 });
    lane.answer((response) => setTimeout(() => response.writeHead(200).end(), 10));
    await lane.publish(TOTAL);
    await scene.faultBegins();
    for (const after of [50, 150, 250]) {
      await lane.arrived(after);
      const ended = await terminateConnections(scene.services, [
        "pointhook-worker",
        "pointhook-jobs",
        "pointhook-listener",
      ]);
      expect(ended).toBeGreaterThan(1);
    }
    const recovery = await recoveryOf(lane, Date.now(), "after the last time");
    await scene.delivered([lane]);
    scene.faultEnds();
    await scene.conclude(context, {
      fault: "connections terminated",
      lanes: [lane],
      repeatedMax: 0,
      recovery,
    });
    expect(recovery.ms).toBeLessThan(RECOVERY_MS_MAX);
    expect(lane.requests()).toHaveLength(TOTAL);
    await jobsAreRun(scene.services, ["prune-expired"]);
  } finally {
    await scene.close();
  }
});

test("a background job whose end cannot be recorded is run again, and its worker goes on", async (context) => {
  const scene = await openScene();
  const { services } = scene;
  const { pool } = services.db;
  const holder = await pool.connect();
  try {
    await scene.worker();
    await scene.calm();
    const lane = await scene.lane("beside-a-job");
    await whileLocked(services, "refresh_token", "ACCESS EXCLUSIVE", async () => {
      await pool.query("SELECT graphile_worker.add_job('prune-expired')");
      await holder.query("BEGIN");
      const held = "SELECT FROM graphile_worker._private_jobs WHERE locked_at IS NOT NULL FOR UPDATE";
      await vi.waitFor(async () => expect((await holder.query(held)).rowCount).toBe(1), {
        timeout: 60_000,
        interval: 100,
      });
    });
    // The job has run. What records its end waits for the row, and loses its connection.
    await scene.faultBegins();
    const waits = "wait_event_type = 'Lock'";
    await vi.waitFor(
      async () => expect(await terminateConnections(services, ["pointhook-worker"], waits)).toBe(1),
      { timeout: 60_000, interval: 100 },
    );
    await holder.query("ROLLBACK");
    await lane.publish(20);
    const recovery = await recoveryOf(lane, scene.faultEnds(), "after the connection's end");
    const fault = "connection terminated that records a job's end";
    await scene.conclude(context, { fault, lanes: [lane], repeatedMax: 0, recovery });
    await jobsAreRun(services, ["prune-expired"]);
  } finally {
    holder.release(true);
    await scene.close();
  }
});

test("a database that is away for longer than the lease costs a lone worker nothing but time", async (context) => {
  const server = await startOwnServer();
  const scene = await openScene({ database: server });
  try {
    await scene.worker();
    await scene.calm();
    const lane = await scene.lane("away", { maxInFlight: 8 });
    lane.answer((response) => setTimeout(() => response.writeHead(200).end(), 10));
    await lane.publish(TOTAL);
    await lane.arrived(50);
    await scene.faultBegins();
    await server.end("SIGINT");
    await sleep(LEASE_MS + 2_000);
    await server.start();
    const recovery = await recoveryOf(lane, scene.faultEnds(), "after its return");
    const fault = "PostgreSQL away for longer than the lease";
    await scene.conclude(context, { fault, lanes: [lane], repeatedMax: 0, recovery, isEverybodys: true });
    expect(recovery.ms).toBeLessThan(RECOVERY_MS_MAX);
    await jobsAreRun(server.services, ["prune-expired"]);
  } finally {
    await scene.close();
  }
});

test("a webhook that could not be read when its lane was taken is delivered to once it can be", async (context) => {
  const scene = await openScene();
  try {
    const worker = await scene.worker();
    await scene.calm();
    const lane = await scene.lane("unreadable");
    await scene.faultBegins();
    // The statement that takes the lane succeeds, the one that reads the webhook waits until it is given up.
    await whileLocked(scene.services, "webhook_secret", "ACCESS EXCLUSIVE", async () => {
      await lane.publish(20);
      await vi.waitFor(() => expect(worker.output()).toContain("due work could not be looked for"), {
        timeout: 60_000,
      });
    });
    const recovery = await recoveryOf(lane, scene.faultEnds(), "after the lock");
    const fault = "table locked for longer than a statement may take";
    await scene.conclude(context, { fault, lanes: [lane], repeatedMax: 0, recovery });
    expect(recovery.ms).toBeLessThan(RECOVERY_MS_MAX);
  } finally {
    await scene.close();
  }
});
