import type { Pool } from "pg";
import { firstUuidAt } from "#lib/platform/core/uuid-v7.ts";

/** One statement's share: short enough that nobody waits for it, and that vacuum keeps up. */
const STEP_ROWS = 5_000;

/** Deletes idempotency keys made before a time, oldest first, in steps. Answers with the number of keys. */
export function deletePublishKeys(pool: Pool, before: Date): Promise<number> {
  return deleteInSteps(pool, "publish_key", "created_at", before);
}

/** What the loyalty programme keeps no longer than the events that it belongs to. Answers with the number of rows. */
export async function deleteLoyaltyRecords(pool: Pool, before: Date): Promise<number> {
  return (
    (await deleteInSteps(pool, "event_subject", "event_id", firstUuidAt(before.getTime()))) +
    (await deleteInSteps(pool, "import", "completed_at", before)) +
    (await deleteInSteps(pool, "expiry_notice", "expires_at", before)) +
    (await deleteInSteps(pool, "member_code", "expires_at", before)) +
    (await deleteInSteps(pool, "member_refresh_token", "expires_at", before))
  );
}

/** Rows whose column, which has an index, is below a value. The names are this file's own. */
async function deleteInSteps(
  pool: Pool,
  table: string,
  column: string,
  below: Date | string,
): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { rowCount } = await pool.query(
      `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
         SELECT ctid FROM ${table} WHERE ${column} < $1 ORDER BY ${column} LIMIT ${STEP_ROWS}))`,
      [below],
    );
    deleted += rowCount ?? 0;
    if ((rowCount ?? 0) < STEP_ROWS) return deleted;
  }
}
