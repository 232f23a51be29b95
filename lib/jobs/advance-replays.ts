import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import type { Services } from "#lib/platform/runtime.ts";
import { advanceReplay, listOpenReplays } from "#lib/replays/advance.ts";

const STEP_EVERY_MS = 500;
/** Then the job ends and queues itself again, behind whatever else waits. A worker that stops waits for its end. */
const SLICE_MS = 3_000;

/** Any number: one process at a time goes through the replays, and a killed one lets go at once. */
const ADVISORY_LOCK = 7_041_002;

/**
 * Moves all open replays on, one step of each at a time, so that any number of them takes one place among the jobs.
 * @param signal ends the slice early
 */
export async function advanceReplays(services: Services, signal: AbortSignal): Promise<void> {
  const { db } = services;
  const client = await db.pool.connect();
  let isOpen = false;
  let isLocked = true;
  try {
    const { rows } = await client.query<{ is_mine: boolean }>("SELECT pg_try_advisory_lock($1) AS is_mine", [
      ADVISORY_LOCK,
    ]);
    isLocked = rows[0]?.is_mine === true;
    if (!isLocked) return;
    const endAtMs = performance.now() + SLICE_MS;
    do {
      const nextAtMs = performance.now() + STEP_EVERY_MS;
      const open = await listOpenReplays(services);
      isOpen = open.length > 0;
      for (const replayId of open) await advance(services, replayId);
      if (isOpen)
        await sleep(Math.max(0, nextAtMs - performance.now()), undefined, { signal }).catch(() => {});
    } while (isOpen && !signal.aborted && performance.now() < endAtMs);
    await client.query("SELECT pg_advisory_unlock($1)", [ADVISORY_LOCK]);
    isLocked = false;
  } finally {
    // A lock that could not be given back ends with its connection.
    client.release(isLocked);
  }
  if (isOpen) await queueReplays(db.pool);
}

/** One that fails does not stop the others, and is tried again at the next step. */
async function advance(services: Services, replayId: string): Promise<void> {
  try {
    await advanceReplay(services, replayId);
  } catch (error) {
    services.logger.error({ err: error, replay: replayId }, "a replay could not be moved on");
  }
}

/**
 * To be called when a worker starts: the job of a worker that was killed stays locked for hours, and the next run by
 * the clock may be a minute away.
 */
export async function queueReplays(pool: Pool): Promise<void> {
  await pool.query("SELECT graphile_worker.add_job('advance-replays', job_key => 'advance-replays')");
}
