import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, vi } from "vitest";
import { openPool } from "#lib/platform/db.ts";
import { type EmbeddedPostgres, freePort, startEmbeddedPostgres } from "#lib/platform/embedded-postgres.ts";
import { migrate } from "#lib/platform/migrate.ts";
import { createServices, type Services } from "#lib/platform/runtime.ts";
import { testEnv } from "../database.ts";

/** What tests of faults do to the database, and what they ask it. */

/** The process that holds a lane with a lease in force; null when none does. */
export async function ownerOf(
  services: Services,
  lane: { webhook: { id: string } },
): Promise<{ workerId: string; pid: number; host: string; epoch: number } | null> {
  const { rows } = await services.db.pool.query<{ id: string; pid: number; host: string; epoch: number }>(
    `SELECT w.id, w.pid, w.host, l.epoch::int AS epoch FROM lane l JOIN worker w ON w.id = l.worker_id
      WHERE l.subscription_id = $1 AND w.lease_until > clock_timestamp()`,
    [lane.webhook.id],
  );
  const [row] = rows;
  return row === undefined ? null : { workerId: row.id, pid: row.pid, host: row.host, epoch: row.epoch };
}

/** Holds a lock on a table while `work` runs. */
export async function whileLocked<T>(
  services: Services,
  table: string,
  mode: "SHARE" | "ACCESS EXCLUSIVE",
  work: () => Promise<T>,
): Promise<T> {
  const client = await services.db.pool.connect();
  try {
    await client.query(`BEGIN; LOCK TABLE ${table} IN ${mode} MODE`);
    return await work();
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

/** Ends connections of the product's processes to this database. Answers with how many. */
export async function terminateConnections(
  services: Services,
  applicationNames: readonly string[],
  condition = "true",
): Promise<number> {
  const { rowCount } = await services.db.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = ANY($1) AND (${condition})`,
    [applicationNames],
  );
  return rowCount ?? 0;
}

export type OwnServer = {
  connectionString: string;
  services: Services;
  /** Ends the server as told, without waiting for it to be asked twice. */
  end(signal: "SIGINT" | "SIGQUIT" | "SIGKILL"): Promise<void>;
  start(): Promise<void>;
  drop(): Promise<void>;
};

/** A PostgreSQL server of the test's own, for faults that are the server's, with durable commits as in production. */
export async function startOwnServer(): Promise<OwnServer> {
  const dataDir = mkdtempSync(join(tmpdir(), "pointhook-fault-"));
  const options = { dataDir, port: await freePort(), settings: { max_connections: "100" } };
  let server: EmbeddedPostgres = await startEmbeddedPostgres(options);
  const { connectionString } = server;
  const pool = openPool(connectionString);
  await migrate(connectionString, pool, Date.now());
  await pool.end();
  const services = createServices(testEnv(connectionString), "web");
  return {
    connectionString,
    services,
    async end(signal) {
      const ended = new Promise<void>((done) => server.onExit(done));
      process.kill(server.pid, signal);
      await ended;
    },
    async start() {
      server = await startEmbeddedPostgres(options);
    },
    async drop() {
      await services.db.close();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Workers whose lease is in force. */
export async function liveWorkers(services: Services): Promise<{ id: string; pid: number; host: string }[]> {
  const { rows } = await services.db.pool.query<{ id: string; pid: number; host: string }>(
    "SELECT id, pid, host FROM worker WHERE lease_until > clock_timestamp()",
  );
  return rows;
}

/** How many lanes each worker holds that holds any. */
export async function lanesHeld(services: Services): Promise<number[]> {
  const { rows } = await services.db.pool.query<{ held: number }>(
    `SELECT count(*)::int AS held FROM lane JOIN worker w ON w.id = lane.worker_id
      WHERE w.lease_until > clock_timestamp() GROUP BY w.id`,
  );
  return rows.map(({ held }) => held);
}

/** Resolves once background jobs that are queued now have been run. */
export async function jobsAreRun(services: Services, tasks: readonly string[]): Promise<void> {
  const { pool } = services.db;
  await pool.query("SELECT graphile_worker.add_job(task) FROM unnest($1::text[]) AS task", [tasks]);
  await vi.waitFor(
    async () => {
      const { rows } = await pool.query<{ task: string }>(
        "SELECT task_identifier AS task FROM graphile_worker.jobs WHERE task_identifier = ANY($1)",
        [tasks],
      );
      expect(rows, "jobs that have not been run").toEqual([]);
    },
    { timeout: 60_000, interval: 200 },
  );
}
