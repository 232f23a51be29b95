import type { SqlRunner } from "#lib/platform/transaction.ts";

/**
 * Writes down how far an import is, by what its lines say, and what it came to when none waits any more. One that is
 * over stays as it is.
 */
export async function recordProgress(db: SqlRunner, importId: string, now: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE import i SET succeeded = l.succeeded, rejected = l.rejected,
           completed_at = CASE WHEN l.waiting = 0 THEN ${now}::timestamptz END,
           state = CASE WHEN l.waiting > 0 THEN 'inprogress' WHEN l.cancelled > 0 THEN 'cancelled'
                        WHEN l.succeeded = 0 THEN 'failed' ELSE 'succeed' END::import_state
      FROM (SELECT count(*) FILTER (WHERE state = 'queued') AS waiting,
                   count(*) FILTER (WHERE state = 'succeed') AS succeeded,
                   count(*) FILTER (WHERE state = 'error') AS rejected,
                   count(*) FILTER (WHERE state = 'cancelled') AS cancelled
              FROM import_item WHERE import_id = ${importId}::uuid) l
     WHERE i.id = ${importId}::uuid AND i.completed_at IS NULL`;
}
