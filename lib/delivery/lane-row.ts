import type { Pool } from "pg";
import type { Transaction } from "#lib/platform/db.ts";

/** What people do with a webhook, and what they are shown of it, as far as it is in its lane's row. */

/** From now on what has waited is sent at a limited pace. Nothing is to be caught up with when nothing waits. */
export async function beginCatchUp(tx: Transaction, subscriptionId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE lane SET catch_up_until = now()
     WHERE subscription_id = ${subscriptionId}::uuid
       AND EXISTS (SELECT FROM delivery_due WHERE subscription_id = ${subscriptionId}::uuid AND due_at <= now())`;
}

/** Somebody says that the receiver is well again: its failures so far do not count any more. */
export async function forgetFailures(tx: Transaction, subscriptionId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE lane SET failing_since = NULL, last_failed_at = NULL WHERE subscription_id = ${subscriptionId}::uuid`;
}

/** The webhook has another URL: what was learnt of the old receiver, and what it asked for, does not count. */
export async function forgetReceiver(tx: Transaction, subscriptionId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE lane SET failing_since = NULL, last_failed_at = NULL, hold_until = NULL
     WHERE subscription_id = ${subscriptionId}::uuid`;
}

/** Only the first ones of an ordered lane can have failed. */
const HEADS_MAX = 100;

/**
 * The webhook does not keep the order any more: failed deliveries leave the place that they kept and are due when
 * they are tried again. What is under way is not among them: its time has come.
 */
export async function giveUpPlaces(tx: Transaction, subscriptionId: string): Promise<void> {
  await tx.$executeRaw`
    WITH head AS (
      SELECT subscription_id, due_at, delivery_id, not_before FROM delivery_due
       WHERE subscription_id = ${subscriptionId}::uuid ORDER BY due_at, delivery_id LIMIT ${HEADS_MAX}
    ), moved AS (
      UPDATE delivery_due q SET due_at = q.not_before, not_before = NULL FROM head h
       WHERE h.not_before > clock_timestamp() AND q.subscription_id = h.subscription_id AND q.due_at = h.due_at
         AND q.delivery_id = h.delivery_id AND q.not_before = h.not_before
      RETURNING ARRAY[q.delivery_id] AS ids, q.due_at
    )
    UPDATE delivery d SET due_at = m.due_at FROM moved m WHERE d.id = ANY(m.ids) AND d.state = 'pending'`;
}

/** What a lane's row and the head of its queue tell. */
export type LaneState = {
  holdUntil: Date | null;
  breakerUntil: Date | null;
  failingSince: Date | null;
  lastErrorCode: string | null;
  lastStatusCode: number | null;
  slots: number | null;
  isRateLimited: boolean;
  /** What is left of a pause's backlog, counted up to 1,000; null when nothing is caught up with. */
  backlog: number | null;
  /** In an ordered lane: the delivery that all others wait for, and until when. */
  blockedBy: { deliveryId: string; until: Date } | null;
};

/** The columns that `laneStateOf` reads. */
export type LaneColumns = {
  /** Null where the webhook has no lane. */
  lane_id: string | null;
  hold_until: Date | null;
  breaker_until: Date | null;
  failing_since: Date | null;
  lane_error_code: string | null;
  lane_status_code: number | null;
  slots: number | null;
  is_rate_limited: boolean;
  backlog: number | null;
  head_id: string | null;
  head_until: Date | null;
};

/** A backlog is counted up to this: beyond it the number would cost more than it tells. */
const BACKLOG_COUNTED_MAX = 1_000;

/**
 * For a statement on `webhook_subscription s` that is to read the states of their lanes, too. Costs a few index look-ups
 * for each webhook, whatever the size of the queue and the log.
 */
export const LANE_STATE = {
  columns: `l.subscription_id AS lane_id,
            CASE WHEN l.hold_until > clock_timestamp() THEN l.hold_until END AS hold_until,
            l.breaker_until, l.failing_since, l.last_error_code AS lane_error_code,
            l.last_status_code AS lane_status_code, l.slots, l.is_rate_limited,
            head.delivery_id AS head_id, head.not_before AS head_until,
            CASE WHEN l.catch_up_until IS NOT NULL THEN (
              SELECT count(*)::int FROM (
                SELECT FROM delivery_due q WHERE q.subscription_id = l.subscription_id
                   AND q.due_at <= l.catch_up_until LIMIT ${BACKLOG_COUNTED_MAX}) AS waiting) END AS backlog`,
  joins: `LEFT JOIN lane l ON l.subscription_id = s.id
       LEFT JOIN LATERAL (
            SELECT q.delivery_id, q.not_before FROM delivery_due q
             WHERE s.ordered AND q.subscription_id = l.subscription_id
             ORDER BY q.due_at, q.delivery_id LIMIT 1) AS head ON head.not_before > clock_timestamp()`,
} as const;

/** By webhook. */
export async function readLaneStates(
  pool: Pool,
  subscriptionIds: readonly string[],
): Promise<Map<string, LaneState | null>> {
  if (subscriptionIds.length === 0) return new Map();
  const { rows } = await pool.query<LaneColumns & { id: string }>({
    name: "lane-states",
    text: `SELECT s.id, ${LANE_STATE.columns} FROM webhook_subscription s ${LANE_STATE.joins} WHERE s.id = ANY($1)`,
    values: [subscriptionIds],
  });
  return new Map(rows.map((row) => [row.id, laneStateOf(row)]));
}

export function laneStateOf(row: LaneColumns): LaneState | null {
  if (row.lane_id === null) return null;
  return {
    holdUntil: row.hold_until,
    breakerUntil: row.breaker_until,
    failingSince: row.failing_since,
    lastErrorCode: row.lane_error_code,
    lastStatusCode: row.lane_status_code,
    slots: row.slots,
    isRateLimited: row.is_rate_limited,
    backlog: row.backlog,
    blockedBy:
      row.head_id === null || row.head_until === null
        ? null
        : { deliveryId: row.head_id, until: row.head_until },
  };
}

/** What waits for one webhook. */
export type WebhookQueue = {
  /** Deliveries with an attempt scheduled, counted up to `countMax`. */
  waiting: number;
  /** Since when the first of them is due; null when none is due yet. */
  oldestDueAt: Date | null;
};

/** By webhook; those for which nothing waits are left out. Costs `countMax` entries of the queue's index for each. */
export async function readQueues(
  pool: Pool,
  subscriptionIds: readonly string[],
  countMax: number,
): Promise<Map<string, WebhookQueue>> {
  if (subscriptionIds.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; waiting: number; oldest_due_at: Date | null }>(
    `SELECT s.id, q.waiting, CASE WHEN q.first_due <= clock_timestamp() THEN q.first_due END AS oldest_due_at
       FROM unnest($1::uuid[]) AS s(id)
      CROSS JOIN LATERAL (
            SELECT count(*)::int AS waiting, min(head.due_at) AS first_due FROM (
              SELECT due_at FROM delivery_due WHERE subscription_id = s.id
               ORDER BY subscription_id, due_at, delivery_id LIMIT $2) head) q
      WHERE q.waiting > 0`,
    [subscriptionIds, countMax],
  );
  return new Map(rows.map((row) => [row.id, { waiting: row.waiting, oldestDueAt: row.oldest_due_at }]));
}
