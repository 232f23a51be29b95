import { runMigrations } from "graphile-worker";
import type { Pool } from "pg";
import { createPartitions } from "./partitions.ts";
import { applyMigrations } from "./schema-engine.ts";

/** Brings a database to this version: our migrations, the job queue's own, and the partitions of the coming weeks. */
export async function migrate(connectionString: string, pool: Pool, nowMs: number): Promise<string[]> {
  const applied = await applyMigrations(connectionString);
  await runMigrations({ pgPool: pool });
  await createPartitions(pool, nowMs);
  return applied;
}
