import type { Pool } from "pg";
import { FAILING_MAX_MS } from "./core/failure-run.ts";

export const DISABLED_GONE = "The receiver answered 410 Gone.";
export const DISABLED_FAILING = "Every delivery has failed for five days.";

type DisableServices = { newId: () => string };

/** Disables a webhook by the engine's own decision, with its audit entry. False: it was not enabled any more. */
export async function disableSubscription(
  pool: Pool,
  services: DisableServices,
  subscriptionId: string,
  reason: string,
): Promise<boolean> {
  return disable(pool, services, subscriptionId, reason, -1);
}

/**
 * Disables a webhook that has failed for too long. The lane's row decides, not what its owner remembers: a test
 * or a retry by hand may have succeeded meanwhile. False: it was not so, and the run of failures is to be forgotten.
 */
export async function disableFailing(
  pool: Pool,
  services: DisableServices,
  subscriptionId: string,
): Promise<boolean> {
  return disable(pool, services, subscriptionId, DISABLED_FAILING, FAILING_MAX_MS);
}

async function disable(
  pool: Pool,
  services: DisableServices,
  subscriptionId: string,
  reason: string,
  failingMs: number,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `WITH disabled AS (
       UPDATE webhook_subscription s
          SET state = 'disabled', disabled_reason = $2, disabled_at = now(), version = version + 1, updated_at = now()
        WHERE id = $1 AND state <> 'disabled' AND deleted_at IS NULL
          AND ($4::float8 < 0 OR EXISTS (
                SELECT FROM lane l WHERE l.subscription_id = s.id
                   AND l.failing_since <= clock_timestamp() - make_interval(secs => greatest($4::float8, 0) / 1000)))
       RETURNING id, store_id
     )
     INSERT INTO audit_entry (id, store_id, event_type, entity_type, entity_id, username, user_type, after)
     SELECT $3, store_id, 'webhook.disabled', 'webhookSubscription', id::text, 'delivery engine', 'system',
            jsonb_build_object('state', 'disabled', 'disabledReason', $2::text)
       FROM disabled`,
    [subscriptionId, reason, services.newId(), failingMs],
  );
  return rowCount === 1;
}

/**
 * A delivery outside the schedule (a test, a retry by hand) succeeded: the receiver is well. True: a run of failures
 * has ended, and the lane's owner is to be told. Should that get lost, the row still keeps it from disabling.
 */
export async function endFailureRun(pool: Pool, subscriptionId: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE lane SET failing_since = NULL, last_failed_at = NULL
      WHERE subscription_id = $1 AND failing_since IS NOT NULL`,
    [subscriptionId],
  );
  return rowCount === 1;
}
