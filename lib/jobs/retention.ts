import type { Pool } from "pg";
import { isExpired, type PartitionRange } from "#lib/platform/core/partitions.ts";
import { dropPartitions, listPartitions } from "#lib/platform/partitions.ts";
import type { Services } from "#lib/platform/runtime.ts";

/** A webhook that was disabled may have left a large backlog: in steps, so that no transaction is long. */
const STEP_ROWS = 5_000;

/** A week past retention that is kept, because something of it still waits to be delivered. */
export type KeptWeek = { week: string; waiting: number; oldestDueAt: Date };

export type RetentionResult = { dropped: string[]; kept: KeptWeek[] };

/**
 * Drops the weeks that are past retention. A week of which anything waits is kept whole: what a paused webhook is
 * owed is delivered, however long the pause. What a disabled webhook is owed nobody will ever deliver: it is
 * cancelled, with an entry in the audit that says how much.
 */
export async function dropExpiredWeeks(
  services: Pick<Services, "db" | "env" | "now" | "newId">,
): Promise<RetentionResult> {
  const { pool } = services.db;
  const nowMs = services.now();
  const partitions = await listPartitions(pool);
  const expired = partitions.filter(({ range }) => isExpired(range, nowMs, services.env.retentionDays));
  if (expired.length === 0) return { dropped: [], kept: [] };

  const weeks = [...new Map(expired.map(({ range }) => [range.suffix, range])).values()];
  if ((await listWaiting(pool, weeks)).length > 0) {
    const endId =
      weeks
        .map(({ toId }) => toId)
        .sort()
        .at(-1) ?? "";
    await cancelOfDisabled(services, endId);
  }
  const kept = await listWaiting(pool, weeks);
  const isKept = new Set(kept.map(({ week }) => week));
  const dropped = await dropPartitions(
    pool,
    expired.filter(({ range }) => !isKept.has(range.suffix)),
  );
  if (dropped.length > 0) await cancelWithoutEvent(pool, weeks);
  return { dropped, kept };
}

/** A delivery keeps the week of its own id and that of its event, which for a replay are two. */
async function listWaiting(pool: Pool, weeks: readonly PartitionRange[]): Promise<KeptWeek[]> {
  const { rows } = await pool.query<{ week: string; waiting: number; oldest: Date }>(
    `SELECT w.week, count(*)::int AS waiting, min(q.due_at) AS oldest
       FROM unnest($1::text[], $2::uuid[], $3::uuid[]) AS w(week, from_id, to_id)
       JOIN delivery_due q ON (q.delivery_id >= w.from_id AND q.delivery_id < w.to_id)
                           OR (q.event_id >= w.from_id AND q.event_id < w.to_id)
      GROUP BY w.week ORDER BY w.week`,
    [weeks.map(({ suffix }) => suffix), weeks.map(({ fromId }) => fromId), weeks.map(({ toId }) => toId)],
  );
  return rows.map(({ week, waiting, oldest }) => ({ week, waiting, oldestDueAt: oldest }));
}

async function cancelOfDisabled(services: Pick<Services, "db" | "newId">, endId: string): Promise<void> {
  const { pool } = services.db;
  const { rows } = await pool.query<{ id: string }>(
    `SELECT s.id FROM webhook_subscription s
      WHERE (s.state = 'disabled' OR s.deleted_at IS NOT NULL)
        AND EXISTS (SELECT FROM delivery_due q WHERE q.subscription_id = s.id AND least(q.delivery_id, q.event_id) < $1)`,
    [endId],
  );
  for (const { id } of rows) {
    let cancelled = 0;
    for (;;) {
      const { rowCount } = await pool.query(
        `WITH step AS (
           SELECT subscription_id, due_at, delivery_id FROM delivery_due
            WHERE subscription_id = $1 AND least(delivery_id, event_id) < $2
            ORDER BY due_at, delivery_id LIMIT ${STEP_ROWS} FOR UPDATE
         ), taken AS (
           DELETE FROM delivery_due q USING step s
            WHERE q.subscription_id = s.subscription_id AND q.due_at = s.due_at AND q.delivery_id = s.delivery_id
           RETURNING ARRAY[q.delivery_id] AS ids
         ), logged AS (
           UPDATE delivery d SET state = 'cancelled', due_at = NULL, completed_at = now()
             FROM taken t WHERE d.id = ANY(t.ids) AND d.state = 'pending'
         )
         SELECT FROM taken`,
        [id, endId],
      );
      cancelled += rowCount ?? 0;
      if ((rowCount ?? 0) < STEP_ROWS) break;
    }
    await pool.query(
      `INSERT INTO audit_entry (id, store_id, event_type, entity_type, entity_id, username, user_type, after)
       SELECT $1, store_id, 'webhook.deliveries_expired', 'webhookSubscription', id::text, 'retention', 'system',
              jsonb_build_object('cancelled', $3::int)
         FROM webhook_subscription WHERE id = $2`,
      [services.newId(), id, cancelled],
    );
  }
}

/** A replay may have queued an event in the very moment in which its week went. Nothing is left to send. */
async function cancelWithoutEvent(pool: Pool, weeks: readonly PartitionRange[]): Promise<void> {
  const { rows } = await pool.query<{ subscription_id: string; delivery_id: string }>(
    `SELECT q.subscription_id, q.delivery_id
       FROM delivery_due q JOIN unnest($1::uuid[], $2::uuid[]) AS w(from_id, to_id)
         ON q.event_id >= w.from_id AND q.event_id < w.to_id
      WHERE NOT EXISTS (SELECT FROM event e WHERE e.id = q.event_id)`,
    [weeks.map(({ fromId }) => fromId), weeks.map(({ toId }) => toId)],
  );
  if (rows.length === 0) return;
  await pool.query(
    `WITH gone AS (
       DELETE FROM delivery_due q USING unnest($1::uuid[], $2::uuid[]) AS w(subscription_id, delivery_id)
        WHERE q.subscription_id = w.subscription_id AND q.delivery_id = w.delivery_id
       RETURNING ARRAY[q.delivery_id] AS ids
     )
     UPDATE delivery d SET state = 'cancelled', due_at = NULL, completed_at = now()
       FROM gone g WHERE d.id = ANY(g.ids) AND d.state = 'pending'`,
    [rows.map((row) => row.subscription_id), rows.map((row) => row.delivery_id)],
  );
}
