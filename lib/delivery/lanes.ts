import type { ClientConfig, Pool, QueryConfig } from "pg";

/**
 * Who delivers what. A worker owns a lane while the lane's row names it and its own lease has not run out.
 * Leases are kept by worker, not by lane: one small update keeps ten thousand lanes.
 * Only the database's clock decides.
 */

export const LEASE_MS = 12_000;
/** A renewal without an answer by then is tried again on another connection, several times within the lease. */
const RENEWAL_TIMEOUT_MS = 3_000;

/** A new owner, and a lane without one, know nothing of these. */
const NOTHING_KNOWN = "breaker_until = NULL, slots = NULL, is_rate_limited = false";

export type OwnedLane = {
  subscriptionId: string;
  epoch: string;
  holdMs: number;
  /** The run of failures that the earlier owner saw, or null. */
  failing: { sinceAgoMs: number; lastAgoMs: number; errorCode: string; statusCode: number | null } | null;
};

export async function registerWorker(
  pool: Pool,
  worker: { id: string; host: string; pid: number },
): Promise<void> {
  await pool.query(
    `INSERT INTO worker (id, host, pid, lease_until) VALUES ($1, $2, $3, clock_timestamp() + make_interval(secs => $4))`,
    [worker.id, worker.host, worker.pid, LEASE_MS / 1000],
  );
}

/** Renews the lease. False: it had run out, and the lanes may belong to others by now. */
export async function renewLease(pool: Pool, workerId: string): Promise<boolean> {
  const renewal: QueryConfig & Pick<ClientConfig, "query_timeout"> = {
    text: `UPDATE worker SET lease_until = clock_timestamp() + make_interval(secs => $2)
            WHERE id = $1 AND lease_until > clock_timestamp()`,
    values: [workerId, LEASE_MS / 1000],
    query_timeout: RENEWAL_TIMEOUT_MS,
  };
  const { rowCount } = await pool.query(renewal);
  return rowCount === 1;
}

/** Frees everything the worker holds, at once. */
export async function unregisterWorker(pool: Pool, workerId: string): Promise<void> {
  await pool.query(`UPDATE lane SET worker_id = NULL, ${NOTHING_KNOWN} WHERE worker_id = $1`, [workerId]);
  await pool.query(`DELETE FROM worker WHERE id = $1`, [workerId]);
}

/** Forgets workers that have been gone for an hour. */
export async function forgetDeadWorkers(pool: Pool): Promise<void> {
  await pool.query(`DELETE FROM worker WHERE lease_until < clock_timestamp() - interval '1 hour'`);
}

export type Share = { liveWorkers: number; lanesHeld: number };

/** How many workers live, and how many lanes they hold together: what a fair share is computed from. */
export async function readShare(pool: Pool): Promise<Share> {
  const { rows } = await pool.query<{ live_workers: number; lanes_held: number }>(
    `SELECT (SELECT count(*)::int FROM worker WHERE lease_until > clock_timestamp()) AS live_workers,
            (SELECT count(*)::int FROM lane JOIN worker w ON w.id = lane.worker_id
              WHERE w.lease_until > clock_timestamp()) AS lanes_held`,
  );
  const row = rows[0];
  return { liveWorkers: Math.max(1, row?.live_workers ?? 1), lanesHeld: row?.lanes_held ?? 0 };
}

type AcquiredRow = {
  subscription_id: string;
  epoch: string;
  hold_ms: number;
  failing_ms: number | null;
  last_failed_ms: number | null;
  last_error_code: string | null;
  last_status_code: number | null;
};

/**
 * Takes lanes that nobody else holds (one of our own that we do not know of was taken by a statement whose answer never
 * came), those served longest ago first, at most `limit`. A lane that another worker is
 * taking at this moment, or whose results are just being recorded, is passed over.
 */
export async function acquireLanes(
  pool: Pool,
  workerId: string,
  subscriptionIds: readonly string[],
  limit: number,
): Promise<OwnedLane[]> {
  const { rows } = await pool.query<AcquiredRow>({
    name: "acquire-lanes",
    text: `
      WITH free AS (
        SELECT l.subscription_id FROM lane l
         WHERE l.subscription_id = ANY($2)
           AND NOT EXISTS (SELECT FROM worker w
                            WHERE w.id = l.worker_id AND w.id <> $1 AND w.lease_until > clock_timestamp())
         ORDER BY l.last_served_at NULLS FIRST
         LIMIT $3 FOR UPDATE OF l SKIP LOCKED
      )
      UPDATE lane SET worker_id = $1, epoch = epoch + 1, last_served_at = clock_timestamp(), ${NOTHING_KNOWN}
        FROM free WHERE lane.subscription_id = free.subscription_id
      RETURNING lane.subscription_id, lane.epoch::text AS epoch,
                greatest(0, coalesce(extract(epoch FROM lane.hold_until - clock_timestamp()) * 1000, 0))::float8 AS hold_ms,
                (extract(epoch FROM clock_timestamp() - lane.failing_since) * 1000)::float8 AS failing_ms,
                (extract(epoch FROM clock_timestamp() - lane.last_failed_at) * 1000)::float8 AS last_failed_ms,
                lane.last_error_code, lane.last_status_code`,
    values: [workerId, subscriptionIds, limit],
  });
  return rows.map((row) => ({
    subscriptionId: row.subscription_id,
    epoch: row.epoch,
    holdMs: row.hold_ms,
    failing:
      row.failing_ms === null
        ? null
        : {
            sinceAgoMs: row.failing_ms,
            lastAgoMs: row.last_failed_ms ?? row.failing_ms,
            errorCode: row.last_error_code ?? "internal",
            statusCode: row.last_status_code,
          },
  }));
}

export async function releaseLanes(
  pool: Pool,
  workerId: string,
  subscriptionIds: readonly string[],
): Promise<void> {
  await pool.query(
    `UPDATE lane SET worker_id = NULL, ${NOTHING_KNOWN} WHERE worker_id = $1 AND subscription_id = ANY($2)`,
    [workerId, subscriptionIds],
  );
}

/** Remembers a receiver's Retry-After, so that whoever owns the lane next keeps to it too. */
export async function holdLane(
  pool: Pool,
  workerId: string,
  subscriptionId: string,
  holdMs: number,
): Promise<void> {
  await pool.query(
    `UPDATE lane SET hold_until = clock_timestamp() + make_interval(secs => $3)
      WHERE subscription_id = $2 AND worker_id = $1`,
    [workerId, subscriptionId, holdMs / 1000],
  );
}
