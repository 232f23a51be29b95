import type { Pool, PoolClient } from "pg";
import { neededPartitions, type PartitionRange, rangeOfSuffix } from "./core/partitions.ts";

/**
 * Partitions come and go while the engine works. What waits for a lock on a partitioned table makes everybody
 * behind it wait, so only locks are taken here that neither readers nor writers conflict with: ATTACH PARTITION and
 * DETACH PARTITION … CONCURRENTLY take SHARE UPDATE EXCLUSIVE.
 */

type PartitionedTable = { table: string; key: string; options: Readonly<Record<string, string>> };

/**
 * In the order in which they are made: a trigger of `delivery` writes to `delivery_trouble`, so a week of the one must
 * never be without a week of the other. They are dropped in the opposite order.
 * The rows of `delivery` are updated at least once, all of a page often in one statement: only with half of the page
 * free is that a heap-only update.
 */
const PARTITIONED: readonly PartitionedTable[] = [
  { table: "event", key: "id", options: {} },
  { table: "delivery_trouble", key: "delivery_id", options: { fillfactor: "60" } },
  { table: "delivery_attempt", key: "delivery_id", options: {} },
  { table: "delivery", key: "id", options: { fillfactor: "50" } },
];

/** One maker at a time, whatever number of processes start together. */
const ADVISORY_LOCK = 7_041_001;
/** Waiting holds nobody up, but the job has to end: what could not be done is done in its next run. */
const LOCK_TIMEOUT_MS = 10_000;
/** Somebody held a lock for too long; or another partition of the table is half detached and has to go first. */
const TRY_LATER = new Set<unknown>(["55P03", "55000"]);

export type Partition = {
  name: string;
  table: string;
  range: PartitionRange;
  /** "detaching": a detachment was begun and not finished. "detached": it is a table of its own by now. */
  state: "attached" | "detaching" | "detached";
};

/** The table that holds a week of a partitioned one. @param suffix of the week's `PartitionRange` */
export function partitionName(table: string, suffix: string): string {
  return `${table}_${suffix}`;
}

/** Whether a statement named a table that is not there: a week that is gone, or has not been made. */
export function isUndefinedTable(error: unknown): error is Error {
  return error instanceof Error && "code" in error && error.code === "42P01";
}

/**
 * Makes the partitions of the coming weeks and, when `fromMs` is in the past, those since then; gives those that
 * exist the storage settings of this version. Safe to call at any time, from any number of processes.
 */
export async function createPartitions(pool: Pool, nowMs: number, fromMs = nowMs): Promise<void> {
  await withLock(pool, async (client) => {
    const existing = await listPartitions(client);
    const ranges = new Map(neededPartitions(nowMs, fromMs).map((range) => [range.suffix, range]));
    // A week that one table has, all have.
    for (const { range, state } of existing) if (state === "attached") ranges.set(range.suffix, range);
    const names = new Set(existing.map(({ name }) => name));
    for (const table of PARTITIONED) {
      for (const range of ranges.values()) {
        if (!names.has(partitionName(table.table, range.suffix))) await createPartition(client, table, range);
      }
    }
    await applyOptions(client, existing);
  });
}

async function createPartition(
  client: PoolClient,
  { table, options }: PartitionedTable,
  range: PartitionRange,
): Promise<void> {
  const name = partitionName(table, range.suffix);
  const settings = Object.entries(options).map(([key, value]) => `${key} = ${value}`);
  // CREATE TABLE … PARTITION OF would lock the parent against everybody. Empty, the table needs no CHECK to be attached.
  await client.query(
    `BEGIN;
     CREATE TABLE "${name}" (LIKE "${table}" INCLUDING ALL)${settings.length > 0 ? ` WITH (${settings.join(", ")})` : ""};
     ALTER TABLE "${table}" ATTACH PARTITION "${name}" FOR VALUES FROM ('${range.fromId}') TO ('${range.toId}');
     COMMIT`,
  );
}

async function applyOptions(client: PoolClient, partitions: readonly Partition[]): Promise<void> {
  const { rows } = await client.query<{ name: string; options: string[] | null }>(
    `SELECT c.relname AS name, c.reloptions AS options FROM pg_class c
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY($1)`,
    [partitions.map(({ name }) => name)],
  );
  const present = new Map(rows.map(({ name, options }) => [name, options ?? []]));
  for (const { name, table } of partitions) {
    const wanted = Object.entries(PARTITIONED.find((one) => one.table === table)?.options ?? {});
    const missing = wanted
      .map(([key, value]) => `${key}=${value}`)
      .filter((option) => !present.get(name)?.includes(option));
    if (missing.length > 0) await client.query(`ALTER TABLE "${name}" SET (${missing.join(", ")})`);
  }
}

/**
 * Drops partitions, also those of which an earlier call was interrupted, and answers with the names of those that
 * are gone. What could not be detached within the time, because somebody has had a transaction open on the table
 * for that long, is left for a later call: the engine no longer sees it.
 */
export async function dropPartitions(pool: Pool, partitions: readonly Partition[]): Promise<string[]> {
  const dropped: string[] = [];
  await withLock(pool, async (client) => {
    // As they are now: another run may have come further, or have been interrupted, while this one waited.
    const present = new Map((await listPartitions(client)).map((partition) => [partition.name, partition]));
    const wanted = partitions.flatMap(({ name }) => present.get(name) ?? []);
    for (const partition of wanted.toSorted(byTurn)) {
      if (!(await dropPartition(client, partition))) break;
      dropped.push(partition.name);
    }
  });
  return dropped;
}

/** A table detaches one partition at a time, so one that was interrupted comes first; attempts go before deliveries. */
function byTurn(a: Partition, b: Partition): number {
  const isInterrupted = ({ state }: Partition) => (state === "detaching" ? 0 : 1);
  const place = ({ table }: Partition) => PARTITIONED.findIndex((one) => one.table === table);
  return isInterrupted(a) - isInterrupted(b) || place(b) - place(a) || (a.name < b.name ? -1 : 1);
}

async function dropPartition(client: PoolClient, { name, table, state }: Partition): Promise<boolean> {
  try {
    if (state !== "detached") {
      const how = state === "detaching" ? "FINALIZE" : "CONCURRENTLY";
      await client.query(`ALTER TABLE "${table}" DETACH PARTITION "${name}" ${how}`);
    }
    await client.query(`DROP TABLE IF EXISTS "${name}"`);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && TRY_LATER.has(error.code)) return false;
    throw error;
  }
}

/** Every partition there is, and what is left of interrupted droppings. */
export async function listPartitions(db: Pick<Pool, "query">): Promise<Partition[]> {
  const { rows } = await db.query<{ name: string; table: string; suffix: string; state: Partition["state"] }>(
    `SELECT c.relname AS name, m.parts[1] AS table, m.parts[2] AS suffix,
            CASE WHEN i.inhrelid IS NULL THEN 'detached' WHEN i.inhdetachpending THEN 'detaching' ELSE 'attached' END AS state
       FROM pg_class c
      CROSS JOIN LATERAL regexp_match(c.relname, '^(.*)_([0-9]{8})$') AS m(parts)
       LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND m.parts[1] = ANY($1)`,
    [PARTITIONED.map(({ table }) => table)],
  );
  return rows.flatMap(({ suffix, ...row }) => {
    const range = rangeOfSuffix(suffix);
    return range === null ? [] : [{ ...row, range }];
  });
}

async function withLock(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    await client.query("SELECT pg_advisory_lock($1)", [ADVISORY_LOCK]);
    await client.query(`SET lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await work(client);
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  } finally {
    await client.query(`RESET lock_timeout; SELECT pg_advisory_unlock(${ADVISORY_LOCK})`).catch(() => {
      isBroken = true;
    });
    client.release(isBroken);
  }
}
