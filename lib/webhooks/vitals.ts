import type { Pool } from "pg";

/** How a webhook is doing right now, from the ends of indexes: what it costs does not rise with the log. */
export type Vitals = {
  /** Deliveries with an attempt scheduled, counted up to WAITING_COUNTED_MAX. */
  waiting: number;
  /** When the first of them was or is due. */
  oldestDueAt: Date | null;
  /** Tests included. */
  lastAttemptAt: Date | null;
  /** Of the newest attempts that failed, tests left out. */
  lastFailure: { at: Date; statusCode: number | null; errorCode: string | null } | null;
};

export const WAITING_COUNTED_MAX = 1_000;
/** An older delivery can have a later attempt, but not one that is older than all of these. */
const DELIVERIES_READ = 20;

type Row = {
  waiting: number;
  oldest_due_at: Date | null;
  last_attempt_at: Date | null;
  failed_at: Date | null;
  status_code: number | null;
  error_code: string | null;
};

const READ_VITALS = `
  SELECT (SELECT count(*)::int FROM (
            SELECT FROM delivery_due WHERE subscription_id = $1 LIMIT ${WAITING_COUNTED_MAX}) w) AS waiting,
         (SELECT due_at FROM delivery_due WHERE subscription_id = $1
           ORDER BY subscription_id, due_at, delivery_id LIMIT 1) AS oldest_due_at,
         (SELECT max(a.started_at) FROM (
            SELECT id FROM delivery WHERE subscription_id = $1 ORDER BY id DESC LIMIT ${DELIVERIES_READ}) d
            JOIN delivery_attempt a ON a.delivery_id = d.id) AS last_attempt_at,
         f.started_at AS failed_at, f.status_code, f.error_code
    FROM (VALUES (1)) AS one
    LEFT JOIN LATERAL (
      SELECT a.started_at, a.status_code, a.error_code
        FROM unnest(enum_range(NULL::delivery_state)) AS s(state)
       CROSS JOIN LATERAL (
             SELECT delivery_id FROM delivery_trouble
              WHERE subscription_id = $1 AND state = s.state AND trigger <> 'test'
              ORDER BY delivery_id DESC LIMIT ${DELIVERIES_READ}) t
        JOIN delivery_attempt a ON a.delivery_id = t.delivery_id
       WHERE a.error_code IS NOT NULL
       ORDER BY a.started_at DESC LIMIT 1) f ON true`;

export async function readVitals(pool: Pool, subscriptionId: string): Promise<Vitals> {
  const { rows } = await pool.query<Row>(READ_VITALS, [subscriptionId]);
  const [row] = rows;
  return {
    waiting: row?.waiting ?? 0,
    oldestDueAt: row?.oldest_due_at ?? null,
    lastAttemptAt: row?.last_attempt_at ?? null,
    lastFailure:
      row?.failed_at == null
        ? null
        : { at: row.failed_at, statusCode: row.status_code, errorCode: row.error_code },
  };
}
