import { PrismaPg } from "@prisma/adapter-pg";
import { Pool, type PoolConfig } from "pg";
import { Prisma, PrismaClient } from "./generated/prisma/client.ts";
import { noticing } from "./own-connection.ts";
import { createStatementNames } from "./statement-names.ts";
import { observeStatements, type StatementObserver } from "./statement-observer.ts";
import { TurnSocket } from "./turn-socket.ts";

export type { StatementObserver } from "./statement-observer.ts";
export { Prisma, PrismaClient };
export type Transaction = Prisma.TransactionClient;

/** Prisma and the engine's raw statements share one pool of connections. */
export type Database = {
  prisma: PrismaClient;
  pool: Pool;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  /** Connections at most. */
  max: number;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  /** Server settings for each connection, for instance "-c enable_seqscan=off". */
  serverOptions?: string;
  /** Told of each statement of each connection. */
  onStatement?: StatementObserver;
  /**
   * A statement without an answer by then fails, and its connection is given up: a connection can fall silent for
   * good without being closed. The server is told to stop a second earlier, so that nothing goes on unseen.
   */
  answerTimeoutMs?: number;
};

/** For a new connection, and for one of the pool that is in use by others. */
const CONNECT_TIMEOUT_MS = 10_000;
/** An idle connection whose other end is gone is noticed some ten probes of a second after this. */
const KEEP_ALIVE_AFTER_MS = 10_000;
const SERVER_STOPS_EARLIER_MS = 1_000;

export function openPool(connectionString: string, options: PoolConfig = {}): Pool {
  const pool = new Pool({
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    ...options,
    connectionString,
  });
  // A connection that the server ends is replaced at the next use; without listeners it would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** The only place that makes a client. Connections open when first used. */
export function openDatabase(connectionString: string, options: DatabaseOptions): Database {
  const pool = openPool(connectionString, {
    max: options.max,
    // Statements of one transaction that do not need one another's answers are sent together.
    pipeline: true,
    stream: () => new TurnSocket(),
    application_name: options.applicationName,
    ...(options.serverOptions === undefined ? {} : { options: options.serverOptions }),
    ...(options.answerTimeoutMs === undefined ? {} : timeouts(options.answerTimeoutMs)),
  });
  const { onStatement } = options;
  if (onStatement !== undefined) pool.on("connect", (client) => observeStatements(client, onStatement));
  const nameOf = createStatementNames();
  const adapter = new PrismaPg(noticing(pool), { statementNameGenerator: ({ sql }) => nameOf(sql) });
  const prisma = new PrismaClient({ adapter });
  return {
    prisma,
    pool,
    async close() {
      await prisma.$disconnect();
      if (!pool.ended) await pool.end();
    },
  };
}

function timeouts(answerTimeoutMs: number): PoolConfig {
  return {
    connectionTimeoutMillis: Math.min(CONNECT_TIMEOUT_MS, answerTimeoutMs),
    query_timeout: answerTimeoutMs,
    statement_timeout: answerTimeoutMs - SERVER_STOPS_EARLIER_MS,
  };
}

/** Unix milliseconds of the database's clock. */
export async function databaseNowMs(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ now_ms: number }>(
    "SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now_ms",
  );
  const [row] = rows;
  if (row === undefined) throw new Error("The database told no time.");
  return row.now_ms;
}
