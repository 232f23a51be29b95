import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import type { Services } from "#lib/platform/runtime.ts";
import { advanceReplay, listOpenReplays } from "#lib/replays/advance.ts";
import { inSlice } from "./slice.ts";

const STEP_EVERY_MS = 500;
const SLICE_MS = 3_000;
const ADVISORY_LOCK = 7_041_002;

/**
 * Moves all open replays on, one step of each at a time, so that any number of them takes one place among the jobs.
 * @param signal ends the slice early
 */
export async function advanceReplays(services: Services, signal: AbortSignal): Promise<void> {
  const { pool } = services.db;
  const slice = { advisoryLock: ADVISORY_LOCK, lengthMs: SLICE_MS, signal };
  const isOpen = await inSlice(pool, slice, async () => {
    const nextAtMs = performance.now() + STEP_EVERY_MS;
    const open = await listOpenReplays(services);
    for (const replayId of open) await advance(services, replayId);
    if (open.length === 0) return false;
    await sleep(Math.max(0, nextAtMs - performance.now()), undefined, { signal }).catch(() => {});
    return true;
  });
  if (isOpen) await queueReplays(pool);
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
