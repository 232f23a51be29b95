import { neededPartitions } from "#lib/platform/core/partitions.ts";
import { partitionName } from "#lib/platform/partitions.ts";
import type { Services } from "#lib/platform/runtime.ts";
import type { HealthProblemDto } from "./schema.ts";

/** The newest migration that this version needs; a test holds it against prisma/migrations. */
export const REQUIRED_MIGRATION = "20261126120000_room_for_purchases";

const PARTITIONED_TABLES = ["event", "delivery", "delivery_trouble", "delivery_attempt"];
const ANSWER_MS_MAX = 3_000;

/** What keeps this process from serving; empty when nothing does. Answers within three seconds. */
export async function listHealthProblems(services: Services): Promise<HealthProblemDto[]> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), ANSWER_MS_MAX);
  });
  try {
    return await Promise.race([databaseProblems(services), tooLate]);
  } catch (error) {
    services.logger.warn({ err: error }, "The database cannot be used.");
    return [problem("Database unavailable", "The database does not answer.")];
  } finally {
    clearTimeout(timer);
  }
}

type Row = { is_migrated: boolean; missing: string[] };

async function databaseProblems(services: Services): Promise<HealthProblemDto[]> {
  const { pool } = services.db;
  const { rows: tables } = await pool.query<{ exists: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`,
  );
  if (tables[0]?.exists !== true) return [notMigrated()];

  const now = services.now();
  const suffix = neededPartitions(now, now)[0]?.suffix ?? "";
  const { rows } = await pool.query<Row>(
    `SELECT EXISTS (SELECT FROM _prisma_migrations
                     WHERE migration_name = $1 AND finished_at IS NOT NULL AND rolled_back_at IS NULL) AS is_migrated,
            ARRAY(SELECT name FROM unnest($2::text[]) AS name WHERE to_regclass(name) IS NULL) AS missing`,
    [REQUIRED_MIGRATION, PARTITIONED_TABLES.map((table) => partitionName(table, suffix))],
  );
  const [row] = rows;
  if (row?.is_migrated !== true) return [notMigrated()];
  if (row.missing.length === 0) return [];
  return [
    problem("Partitions missing", `There is no room for new rows: ${row.missing.join(", ")} are missing.`),
  ];
}

function notMigrated(): HealthProblemDto {
  return problem(
    "Migrations pending",
    "The database has not been brought to this version: run the migrations.",
  );
}

function problem(error: string, message: string): HealthProblemDto {
  return { status: "Problem", error, message, retryAfter: 10 };
}
