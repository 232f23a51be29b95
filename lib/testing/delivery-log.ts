import type { Pool } from "pg";
import { createPartitions } from "#lib/platform/partitions.ts";

export type LogOptions = {
  storeId: string;
  /** The first gets six tenths of everything; the last is paused and owes the newest third of what it got. */
  webhookIds: readonly string[];
  rows: number;
  /** Back from now. */
  days: number;
  /** In a thousand: what failed at least once. */
  troubled: number;
};

/**
 * A log as months of use would leave it, made by SQL: mostly successes, some failures of each kind, some waiting. The
 * same options give the same distribution.
 */
export async function aDeliveryLog(pool: Pool, options: LogOptions): Promise<void> {
  const { storeId, webhookIds, rows, days, troubled } = options;
  const nowMs = Date.now();
  const startMs = nowMs - days * 24 * 3600_000;
  await createPartitions(pool, nowMs, startMs);
  await pool.query(
    `INSERT INTO delivery (id, event_id, store_id, subscription_id, event_name, trigger, created_at, due_at)
     SELECT id, id, $1::uuid, ($2::uuid[])[webhook], name, how::delivery_trigger, to_timestamp(ms / 1000.0),
            to_timestamp(ms / 1000.0)
       FROM (SELECT ms, h,
                    (lpad(to_hex(ms), 12, '0') || '7' || lpad(to_hex(i & 4095), 3, '0') || '8' || substr(md5($1::uuid::text || i), 1, 15))::uuid AS id,
                    CASE WHEN h % 10 < 6 THEN 1 ELSE 1 + h % cardinality($2::uuid[]) END AS webhook,
                    CASE WHEN h % 1009 = 1 THEN 'CustomerDeactivated' WHEN h % 3 = 0 THEN 'CustomerUpdated'
                         ELSE 'AvailablePointsAmountChanged' END AS name,
                    CASE WHEN h % 503 = 1 THEN 'replay' WHEN h % 911 = 2 THEN 'test' ELSE 'schedule' END AS how
               FROM (SELECT i, ($4::float8 + i * $5::float8)::bigint AS ms,
                            ('x' || substr(md5($1::uuid::text || i || 'h'), 1, 7))::bit(28)::int AS h
                       FROM generate_series(1, $3::int) AS i) AS numbered) AS made`,
    [storeId, webhookIds, rows, startMs, (nowMs - startMs) / (rows + 1)],
  );
  // By the same way as the engine: the row first, then what became of it.
  await pool.query(
    `UPDATE delivery d
        SET state = became.state::delivery_state, attempts = became.attempts, last_status_code = became.code,
            last_error_code = became.error, last_duration_ms = 5,
            due_at = CASE WHEN became.state = 'pending' THEN now() + interval '1 hour' END,
            completed_at = CASE WHEN became.state <> 'pending' THEN d.created_at + interval '1 second' END
       FROM (SELECT id, CASE WHEN NOT failed THEN 'succeeded' WHEN h % 7 = 0 THEN 'cancelled' WHEN h % 7 = 1 THEN 'pending'
                             WHEN h % 7 = 2 THEN 'succeeded' ELSE 'exhausted' END AS state,
                    CASE WHEN failed THEN 2 + h % 8 ELSE 1 END AS attempts,
                    CASE WHEN NOT failed THEN CASE WHEN h % 601 = 5 THEN 204 ELSE 200 END WHEN h % 7 = 2 THEN 200
                         WHEN h % 5 = 0 THEN NULL WHEN h % 97 = 3 THEN 418 WHEN h % 2 = 0 THEN 503 ELSE 500 END AS code,
                    CASE WHEN NOT failed OR h % 7 = 2 THEN NULL WHEN h % 5 = 0 THEN 'timeout'
                         WHEN h % 97 = 3 THEN 'http_client_error' ELSE 'http_server_error' END AS error
               FROM (SELECT id, h, h / 1000 % 1000 < $3 AS failed
                       FROM (SELECT id, ('x' || substr(md5(id::text), 1, 7))::bit(28)::int AS h FROM delivery
                              WHERE store_id = $1 AND (subscription_id <> $2 OR created_at < $4)) AS hashed) AS judged) AS became
      WHERE d.id = became.id`,
    [storeId, webhookIds.at(-1), troubled, new Date(nowMs - ((days * 24) / 3) * 3600_000)],
  );
  await pool.query(
    `INSERT INTO delivery_due (subscription_id, due_at, delivery_id, event_id, step)
     SELECT subscription_id, due_at, id, event_id, attempts FROM delivery WHERE store_id = $1 AND state = 'pending'`,
    [storeId],
  );
}
