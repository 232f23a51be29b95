import { BEGINNING, behind, readDue, surveyLanes } from "#lib/delivery/due.ts";
import { WORKER_SERVER_OPTIONS } from "#lib/delivery/worker-flags.ts";
import { openPool } from "#lib/platform/db.ts";
import { machineMs } from "./clock.ts";
import type { Bench } from "./environment.ts";
import { median } from "./statistics.ts";
import type { Grid } from "./webhooks.ts";

/** What the queue looks like from outside at one moment. */
export type QueueSample = {
  /** Reading 16 due deliveries of each of the grid's lanes, as the worker reads those that it has looked at before. */
  readMs: number;
  /** The same from the start of each lane: after a change of hands, and every half minute. */
  wholeReadMs: number;
  /** Looking through all lanes for due work. */
  surveyMs: number;
  deadTuples: number;
  liveTuples: number;
  /** The queue's table with its index. */
  queueMb: number;
  vacuums: number;
  walMb: number;
};

export type QueueProbe = { sample(): Promise<QueueSample>; close(): Promise<void> };

const READ_LIMIT = 16;
/** How far back a worker looks that has read everything a moment ago. */
const BACK_MS = 2_100;
const REPEATS = 5;

export function openQueueProbe(bench: Bench, grid: Grid): QueueProbe {
  const pool = openPool(bench.env.DATABASE_URL ?? "", { max: 1, options: WORKER_SERVER_OPTIONS });
  const lanes = grid.webhooks.map(({ id }) => ({
    subscriptionId: id,
    limit: READ_LIMIT,
    after: BEGINNING,
    until: "infinity",
    isOrdered: false,
  }));
  const recentLanes = lanes.map((lane) => ({
    ...lane,
    after: behind("infinity"),
    recent: { backMs: BACK_MS, floor: "-infinity" },
  }));
  const timed = async (ask: () => Promise<unknown>) => {
    const times: number[] = [];
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      const startedMs = machineMs();
      await ask();
      times.push(machineMs() - startedMs);
    }
    return median(times);
  };
  return {
    async sample() {
      const readMs = await timed(() => readDue(pool, recentLanes));
      const wholeReadMs = await timed(() => readDue(pool, lanes));
      const surveyMs = await timed(() => surveyLanes(pool, 0));
      const { rows } = await pool.query<Omit<QueueSample, "readMs" | "wholeReadMs" | "surveyMs">>(
        `SELECT n_dead_tup::float8 AS "deadTuples", n_live_tup::float8 AS "liveTuples",
                pg_total_relation_size(relid)::float8 / 1048576 AS "queueMb",
                (vacuum_count + autovacuum_count)::float8 AS vacuums,
                (pg_current_wal_lsn() - '0/0')::float8 / 1048576 AS "walMb"
           FROM pg_stat_user_tables WHERE relname = 'delivery_due'`,
      );
      const [counts] = rows;
      if (counts === undefined) throw new Error("There is no table delivery_due.");
      return { readMs, wholeReadMs, surveyMs, ...counts };
    },
    close: () => pool.end(),
  };
}
