import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { parseExposition, sampleOf } from "#lib/testing/exposition.ts";
import { openDatabase } from "./db.ts";

type Statement = { name: string; ms: number; rows: number; hasFailed: boolean };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function observed(
  work: (db: ReturnType<typeof openDatabase>) => Promise<unknown>,
): Promise<Statement[]> {
  const statements: Statement[] = [];
  const db = openDatabase(database.connectionString, {
    max: 2,
    applicationName: "test",
    onStatement: (name, ms, rows, hasFailed) => statements.push({ name, ms, rows, hasFailed }),
  });
  try {
    await work(db);
  } finally {
    await db.close();
  }
  return statements;
}

test("statements are told by their name or first word, with their time and rows, however they are sent", async () => {
  const statements = await observed(async ({ pool, prisma }) => {
    await pool.query({ name: "count-up", text: "SELECT generate_series(1, 7), pg_sleep(0.02)" });
    const client = await pool.connect();
    await client.query("  select 1");
    await new Promise((done) => client.query("SELECT 1 UNION SELECT 2", done));
    client.release();
    await prisma.$transaction(async (tx) => tx.store.updateMany({ data: { name: "Named" } }));
    await pool.query("EXPLAIN SELECT 1");
  });

  expect(statements[0]).toMatchObject({ name: "count-up", rows: 7, hasFailed: false });
  // Seven times twenty milliseconds.
  expect(statements[0]?.ms).toBeGreaterThanOrEqual(130);
  expect(statements.slice(1).map(({ name }) => name)).toEqual([
    "SELECT",
    "SELECT",
    "BEGIN",
    "UPDATE",
    "COMMIT",
    "(other)",
  ]);
  expect(statements[2]?.rows).toBe(2);
});

test("a statement that fails fails as before, and is told as failed", async () => {
  const statements = await observed(async ({ pool }) => {
    await expect(pool.query({ name: "divide", text: "SELECT 1 / 0" })).rejects.toThrow("division by zero");
    const client = await pool.connect();
    await expect(client.query("SELECT nothing_of_the_kind")).rejects.toThrow("does not exist");
    client.release();
  });

  expect(statements).toMatchObject([
    { name: "divide", rows: 0, hasFailed: true },
    { name: "SELECT", rows: 0, hasFailed: true },
  ]);
});

test("Prisma's statements are prepared once for a connection, and its lists anew each time", async () => {
  const db = openDatabase(database.connectionString, { max: 1, applicationName: "test" });
  try {
    for (const code of ["A", "B", "C"]) {
      await db.prisma.store.findUnique({ where: { code } });
      await db.prisma.store.findMany({ where: { code }, orderBy: { code: "asc" } });
      await db.prisma.$transaction((tx) => tx.store.updateMany({ where: { code }, data: { name: code } }));
    }
    const { rows } = await db.pool.query<{ statement: string; executions: number }>(
      `SELECT statement, (generic_plans + custom_plans)::int AS executions FROM pg_prepared_statements
        WHERE name LIKE 'prisma-%' ORDER BY statement`,
    );
    expect(rows).toEqual([
      { statement: expect.stringMatching(/^SELECT .*"code" = \$1/), executions: 3 },
      { statement: expect.stringMatching(/^UPDATE /), executions: 3 },
    ]);
  } finally {
    await db.close();
  }
});

test("a process tells its statements, failures and connections", async () => {
  const { db, metrics } = database.services;
  await db.pool.query({ name: "divide", text: "SELECT 1 / 0" }).catch(() => {});
  await db.pool.query({ name: "two-rows", text: "SELECT generate_series(1, 2)" });
  await db.pool.query({ name: "two-rows", text: "SELECT generate_series(1, 2)" });

  const read = parseExposition(await metrics.render());
  const of = (metric: string, statement: string) =>
    sampleOf(read, `pointhook_db_statement${metric}`, { statement });
  expect(of("s_total", "two-rows")).toBe(2);
  expect(of("_rows_total", "two-rows")).toBe(4);
  expect(of("_failures_total", "two-rows")).toBe(0);
  expect(of("_failures_total", "divide")).toBe(1);
  expect(sampleOf(read, "pointhook_db_connections", { state: "idle" })).toBeGreaterThan(0);
});
