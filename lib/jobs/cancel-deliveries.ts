import type { Pool } from "pg";
import { firstUuidAt } from "#lib/platform/core/uuid-v7.ts";

/** A deleted webhook may have left a large backlog: in steps, so that no transaction is long. */
const STEP_ROWS = 5_000;

/** No test takes longer. */
const TEST_MS_MAX = 10 * 60_000;
/** This runs every hour; two days are a long time for it not to have run. */
const TESTS_SINCE_MS = 2 * 24 * 3600_000;

/** Cancels what a deleted webhook still had waiting. */
export async function cancelDeliveriesOf(pool: Pool, subscriptionId: string): Promise<number> {
  let cancelled = 0;
  for (;;) {
    const { rowCount } = await pool.query(
      `WITH step AS (
         SELECT subscription_id, due_at, delivery_id FROM delivery_due WHERE subscription_id = $1
          ORDER BY due_at, delivery_id LIMIT ${STEP_ROWS} FOR UPDATE
       ), taken AS (
         DELETE FROM delivery_due q USING step s
          WHERE q.subscription_id = s.subscription_id AND q.due_at = s.due_at AND q.delivery_id = s.delivery_id
         RETURNING ARRAY[q.delivery_id] AS ids
       )
       UPDATE delivery d SET state = 'cancelled', due_at = NULL, completed_at = now()
         FROM taken t WHERE d.id = ANY(t.ids) AND d.state = 'pending'`,
      [subscriptionId],
    );
    cancelled += rowCount ?? 0;
    if ((rowCount ?? 0) < STEP_ROWS) return cancelled;
  }
}

/**
 * What slipped through: deliveries published in the moment a webhook was deleted, and tests whose process ended
 * before their answer came.
 */
export async function cancelOrphans(pool: Pool, nowMs: number): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT s.id FROM webhook_subscription s
      WHERE s.deleted_at IS NOT NULL AND EXISTS (SELECT FROM delivery_due q WHERE q.subscription_id = s.id)`,
  );
  for (const { id } of rows) await cancelDeliveriesOf(pool, id);
  // Store by store, because that is how the index of tests begins.
  await pool.query(
    `UPDATE delivery SET state = 'cancelled', completed_at = now()
      WHERE id = ANY(ARRAY(
        SELECT d.id FROM store s CROSS JOIN LATERAL (
          SELECT id FROM delivery
           WHERE store_id = s.id AND trigger = 'test' AND state = 'pending' AND id >= $1 AND id < $2 OFFSET 0) d))`,
    [firstUuidAt(nowMs - TESTS_SINCE_MS), firstUuidAt(nowMs - TEST_MS_MAX)],
  );
}
