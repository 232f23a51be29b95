import type { Pool } from "pg";
import type { ScheduledResult } from "./record.ts";

/** Which attempts are in the log already; answers with their request ids. */
export async function findRecorded(pool: Pool, results: readonly ScheduledResult[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ request_id: string }>(
    `SELECT a.request_id FROM unnest($1::uuid[], $2::uuid[]) AS i(delivery_id, request_id)
       JOIN delivery_attempt a ON a.delivery_id = i.delivery_id AND a.request_id = i.request_id`,
    [results.map(({ attempt }) => attempt.deliveryId), results.map(({ attempt }) => attempt.requestId)],
  );
  return new Set(rows.map((row) => row.request_id));
}
