import type { Pool } from "pg";

/** One statement's share: short enough that nobody waits for it, and that vacuum keeps up. */
const STEP_ROWS = 5_000;

/** Deletes idempotency keys made before a time, oldest first, in steps. Answers with the number of keys. */
export async function deletePublishKeys(pool: Pool, before: Date): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { rowCount } = await pool.query(
      `DELETE FROM publish_key WHERE ctid = ANY(ARRAY(
         SELECT ctid FROM publish_key WHERE created_at < $1 ORDER BY created_at LIMIT ${STEP_ROWS}))`,
      [before],
    );
    deleted += rowCount ?? 0;
    if ((rowCount ?? 0) < STEP_ROWS) return deleted;
  }
}
