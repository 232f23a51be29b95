import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { type EmbeddedPostgres, freePort, startEmbeddedPostgres } from "#lib/platform/embedded-postgres.ts";
import { readEnv, requireServiceEnv } from "#lib/platform/env.ts";
import { createServices, type Services } from "#lib/platform/runtime.ts";
import { EMBEDDED_SETTINGS } from "#lib/setup/embedded-settings.ts";
import { prepareDatabase } from "#lib/setup/prepare-database.ts";
import { killAll, startProduct } from "./processes.ts";
import { type BenchReceiver, startBenchReceiver } from "./receiver.ts";

/** One database of a measurement, empty but for the first administrator and the default store. */
export type Bench = {
  postgresPid: number;
  receiver: BenchReceiver;
  services: Services;
  /** For the product's processes. */
  env: Record<string, string>;
};

/** A PostgreSQL server of its own with the settings of `npm start`, in a temporary folder, and a receiver. */
export type BenchEnvironment = {
  postgresVersion: string;
  receiver: BenchReceiver;
  /** Runs on a new database, which is dropped afterwards. */
  withDatabase<T>(work: (bench: Bench) => Promise<T>): Promise<T>;
  /** A database that stays until the end, for data that takes long to make; the same for the same name. */
  keptDatabase(name: string): Promise<Bench>;
  stop(): Promise<void>;
};

export const BENCH_PASSWORD = "password of the benchmark";
const TEMPLATE = "pointhook";

/** The server that there is or will be, and its folder. */
let server: { dataDir: string; starting: Promise<EmbeddedPostgres> } | undefined;

export async function startBenchEnvironment(): Promise<BenchEnvironment> {
  const dataDir = mkdtempSync(join(tmpdir(), "pointhook-bench-"));
  const starting = freePort().then((port) =>
    startEmbeddedPostgres({ dataDir, port, settings: EMBEDDED_SETTINGS }),
  );
  server = { dataDir, starting };
  try {
    return await onServer(await starting);
  } catch (error) {
    await abortBenchEnvironment();
    throw error;
  }
}

/** Ends every process at once, whatever is under way, and removes the database. */
export async function abortBenchEnvironment(): Promise<void> {
  killAll();
  await removeServer();
}

async function removeServer(): Promise<void> {
  if (server === undefined) return;
  const postgres = await server.starting.catch(() => undefined);
  await postgres?.stop();
  rmSync(server.dataDir, { recursive: true, force: true });
}

async function onServer(postgres: EmbeddedPostgres): Promise<BenchEnvironment> {
  await prepareTemplate(environmentFor(postgres.connectionString));
  const receiver = await startBenchReceiver();
  const admin = new Client({ connectionString: urlOf(postgres, "postgres") });
  // It ends with the server.
  admin.on("error", () => {});
  await admin.connect();
  const { rows } = await admin.query<{ version: string }>(
    "SELECT current_setting('server_version') AS version",
  );
  const kept = new Map<string, Bench>();
  let serial = 0;

  const open = async (name: string): Promise<Bench> => {
    await admin.query(`CREATE DATABASE "${name}" TEMPLATE "${TEMPLATE}"`);
    const env = { ...environmentFor(urlOf(postgres, name)), PORT: String(await freePort()) };
    const services = createServices(requireServiceEnv(readEnv(env)), "web");
    return { postgresPid: postgres.pid, receiver, services, env };
  };

  return {
    postgresVersion: rows[0]?.version ?? "unknown",
    receiver,
    async withDatabase(work) {
      serial += 1;
      const name = `bench_${serial}`;
      const bench = await open(name);
      try {
        return await work(bench);
      } finally {
        await bench.services.db.close();
        await admin.query(`DROP DATABASE "${name}" WITH (FORCE)`);
      }
    },
    async keptDatabase(name) {
      const bench = kept.get(name) ?? (await open(name));
      kept.set(name, bench);
      return bench;
    },
    async stop() {
      await receiver.stop();
      for (const { services } of kept.values()) await services.db.close();
      await admin.end();
      await removeServer();
    },
  };
}

/** All that the product does once for a database is done in the template, so that no measurement begins with it. */
async function prepareTemplate(env: Record<string, string>): Promise<void> {
  const services = createServices(requireServiceEnv(readEnv(env)), "web");
  try {
    await prepareDatabase(services);
    const worker = await startProduct("lib/delivery/worker-process.ts", env);
    await worker.stop();
  } finally {
    await services.db.close();
  }
}

function urlOf(postgres: EmbeddedPostgres, database: string): string {
  const url = new URL(postgres.connectionString);
  url.pathname = `/${database}`;
  return url.href;
}

function environmentFor(databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    APP_SECRET: "secret of the benchmark, long enough to pass",
    ADMIN_PASSWORD: BENCH_PASSWORD,
    LOG_LEVEL: "fatal",
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}
