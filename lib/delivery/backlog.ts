import type { Pool } from "pg";

/** What waits in one store, for webhooks of one state. */
export type StoreBacklog = {
  storeCode: string;
  webhookState: "active" | "paused" | "disabled";
  /** Deliveries with an attempt scheduled; an estimate when `isEstimated`. */
  deliveries: number;
  isEstimated: boolean;
  /** How long ago the first of them became due; 0 when none is. */
  oldestDueSeconds: number;
};

/** Entries of the queue's index that one reading counts at most, and at least for each webhook. */
const COUNTED_MAX = 50_000;
const COUNTED_EACH_MIN = 5;

/** The reading is given up after this. */
const READ_MS_MAX = 3_000;

/**
 * What waits, by store. Costs by webhooks with work, not by backlog: it hops from webhook to webhook through the
 * queue's primary key and counts a bounded number of entries of each. Where that bound is reached, the planner's
 * statistics say how large the webhook's share of the queue is.
 */
export async function readBacklog(pool: Pool): Promise<StoreBacklog[]> {
  const client = await pool.connect();
  try {
    // Without statistics the planner would read the whole queue for each webhook.
    await client.query(
      `BEGIN READ ONLY; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off;
       SET LOCAL jit = off; SET LOCAL statement_timeout = ${READ_MS_MAX}`,
    );
    const { rows } = await client.query<Row>(READ_BACKLOG);
    await client.query("COMMIT");
    client.release();
    return rows.map((row) => ({
      storeCode: row.code,
      webhookState: row.state,
      deliveries: Math.round(row.deliveries),
      isEstimated: row.is_estimated,
      oldestDueSeconds: row.oldest_due_seconds,
    }));
  } catch (error) {
    // With whatever it was doing: the transaction ends with its connection.
    client.release(true);
    throw error;
  }
}

type Row = {
  code: string;
  state: StoreBacklog["webhookState"];
  deliveries: number;
  is_estimated: boolean;
  oldest_due_seconds: number;
};

const READ_BACKLOG = {
  name: "read-backlog",
  text: `
      WITH RECURSIVE first_due(subscription_id, due_at) AS (
        (SELECT subscription_id, due_at FROM delivery_due ORDER BY subscription_id, due_at LIMIT 1)
        UNION ALL
        SELECT n.subscription_id, n.due_at FROM first_due f
         CROSS JOIN LATERAL (
               SELECT q.subscription_id, q.due_at FROM delivery_due q
                WHERE q.subscription_id > f.subscription_id
                ORDER BY q.subscription_id, q.due_at LIMIT 1) n
      ),
      bound AS MATERIALIZED (
        SELECT count(*) AS lanes, greatest($2, $1 / greatest(1, count(*)))::bigint AS entries FROM first_due
      ),
      counted AS MATERIALIZED (
        SELECT f.subscription_id, f.due_at, c.entries, c.entries >= (SELECT entries FROM bound) AS is_cut
          FROM first_due f
         CROSS JOIN LATERAL (
               SELECT count(*) AS entries FROM (
                 SELECT FROM delivery_due q WHERE q.subscription_id = f.subscription_id
                  LIMIT (SELECT entries FROM bound)) AS part) c
      ),
      frequent AS MATERIALIZED (
        SELECT v.id, v.share
          FROM pg_stats s, unnest(s.most_common_vals::text::uuid[], s.most_common_freqs) AS v(id, share)
         WHERE s.schemaname = current_schema() AND s.tablename = 'delivery_due' AND s.attname = 'subscription_id'
      ),
      queue AS MATERIALIZED (
        SELECT CASE WHEN c.relpages > 0 AND c.reltuples > 0
                    THEN c.reltuples / c.relpages * (pg_relation_size(c.oid) / current_setting('block_size')::int)
                    ELSE 0 END AS entries,
               (SELECT greatest(0, 1 - coalesce(sum(share), 0)) / greatest(1, (SELECT lanes FROM bound) - count(*))
                  FROM frequent) AS usual_share
          FROM pg_class c WHERE c.oid = 'delivery_due'::regclass
      )
      SELECT store.code, s.state::text AS state, bool_or(c.is_cut) AS is_estimated,
             sum(CASE WHEN c.is_cut THEN greatest(c.entries, queue.entries * coalesce(f.share, queue.usual_share))
                      ELSE c.entries END)::float8 AS deliveries,
             greatest(0, extract(epoch FROM clock_timestamp() - min(c.due_at)))::float8 AS oldest_due_seconds
        FROM counted c CROSS JOIN queue
        LEFT JOIN frequent f ON f.id = c.subscription_id
        JOIN webhook_subscription s ON s.id = c.subscription_id AND s.deleted_at IS NULL
        JOIN store ON store.id = s.store_id
       GROUP BY store.code, s.state`,
  values: [COUNTED_MAX, COUNTED_EACH_MIN],
};
