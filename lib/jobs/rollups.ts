import type { Pool } from "pg";
import { addLatency, sumLatency } from "#lib/delivery/core/latency.ts";

/** One statement's share, as of the other pruning. */
const STEP_ROWS = 5_000;
/** Charts of the last two days show half hours, older ones show hours. */
const SHORT_PERIODS_MS = 2 * 24 * 3600_000;
/** How long the job may have been away. What is older than this and still in short periods stays so until it is pruned. */
const CATCH_UP_MS = 2 * 24 * 3600_000;

/**
 * Adds the short periods of what is older than two days up to hours, in steps. Answers with how many rows went into
 * others.
 */
export async function mergeRollups(pool: Pool, nowMs: number): Promise<number> {
  const until = new Date(nowMs - SHORT_PERIODS_MS);
  const from = new Date(until.getTime() - CATCH_UP_MS);
  return inSteps(
    pool,
    [from, until],
    (rows) => `
    WITH gone AS (
      DELETE FROM delivery_rollup WHERE ctid = ANY(ARRAY(
        SELECT r.ctid FROM store s CROSS JOIN LATERAL (
          SELECT ctid FROM delivery_rollup
           WHERE store_id = s.id AND period_start >= $1 AND period_start < $2
             AND period_start <> date_bin('1 hour', period_start, 'epoch') LIMIT ${rows}) r LIMIT ${rows}))
      RETURNING *
    )
    INSERT INTO delivery_rollup AS r (subscription_id, period_start, store_id, attempts, failed_attempts, succeeded,
           exhausted, duration_ms, slowest_ms, latency)
    SELECT subscription_id, date_bin('1 hour', period_start, 'epoch'), store_id, sum(attempts), sum(failed_attempts),
           sum(succeeded), sum(exhausted), sum(duration_ms), max(slowest_ms), ${sumLatency("latency")}
      FROM gone GROUP BY 1, 2, 3 ORDER BY 1, 2
    ON CONFLICT (subscription_id, period_start) DO UPDATE SET
       attempts = r.attempts + excluded.attempts, failed_attempts = r.failed_attempts + excluded.failed_attempts,
       succeeded = r.succeeded + excluded.succeeded, exhausted = r.exhausted + excluded.exhausted,
       duration_ms = r.duration_ms + excluded.duration_ms, slowest_ms = greatest(r.slowest_ms, excluded.slowest_ms),
       latency = ${addLatency("r.latency", "excluded.latency")}
    RETURNING (SELECT count(*)::int FROM gone) AS taken`,
  );
}

/** Deletes the roll-ups of periods that began before a time, in steps. Answers with their number. */
export async function deleteRollups(pool: Pool, before: Date): Promise<number> {
  return inSteps(
    pool,
    [before],
    (rows) => `
    WITH gone AS (
      DELETE FROM delivery_rollup WHERE ctid = ANY(ARRAY(
        SELECT r.ctid FROM store s CROSS JOIN LATERAL (
          SELECT ctid FROM delivery_rollup WHERE store_id = s.id AND period_start < $1 LIMIT ${rows}) r LIMIT ${rows}))
      RETURNING 1
    )
    SELECT count(*)::int AS taken FROM gone`,
  );
}

async function inSteps(
  pool: Pool,
  values: readonly Date[],
  statement: (rows: number) => string,
): Promise<number> {
  let total = 0;
  for (;;) {
    const { rows } = await pool.query<{ taken: number }>(statement(STEP_ROWS), [...values]);
    const taken = rows[0]?.taken ?? 0;
    total += taken;
    if (taken < STEP_ROWS) return total;
  }
}
