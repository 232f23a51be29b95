import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";
import { openPool } from "#lib/platform/db.ts";
import { type Env, readEnv, requireServiceEnv } from "#lib/platform/env.ts";
import { migrate } from "#lib/platform/migrate.ts";
import { createServices, type Services } from "#lib/platform/runtime.ts";

export const TEMPLATE_DATABASE = "pointhook_template";

export const TEST_APP_SECRET = "a secret of the tests, long enough to pass";

export type TestDatabase = {
  connectionString: string;
  services: Services;
  /** Closes the services and drops the database. */
  drop(): Promise<void>;
};

/** A migrated database of its own, cloned in some tens of milliseconds. Drop it in afterAll. */
export async function createTestDatabase(environment: Record<string, string> = {}): Promise<TestDatabase> {
  const server = inject("postgresUrl");
  refuseForeign(server);
  const name = `test_${randomBytes(6).toString("hex")}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE_DATABASE}`);
  const connectionString = withDatabase(server, name);
  const services = createServices(testEnv(connectionString, environment), "web");
  return {
    connectionString,
    services,
    async drop() {
      await services.db.close();
      await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** The environment of a process under test: loopback receivers are allowed, as on a first trial. */
export function testEnv(
  databaseUrl: string,
  environment: Record<string, string> = {},
): Env & { databaseUrl: string; appSecret: string } {
  return requireServiceEnv(
    readEnv({ DATABASE_URL: databaseUrl, APP_SECRET: TEST_APP_SECRET, LOG_LEVEL: "silent", ...environment }),
  );
}

export async function migrateTemplate(server: string, name: string): Promise<void> {
  refuseForeign(server);
  await onServer(server, `CREATE DATABASE ${name}`);
  const connectionString = withDatabase(server, name);
  const pool = openPool(connectionString);
  try {
    await migrate(connectionString, pool, Date.now());
  } finally {
    await pool.end();
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}

/** Tests drop databases: never on another machine. */
function refuseForeign(server: string): void {
  if (new URL(server).hostname !== "127.0.0.1") throw new Error("Tests use a database on this machine only.");
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
