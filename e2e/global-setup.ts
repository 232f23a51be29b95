import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, startEmbeddedPostgres } from "#lib/platform/embedded-postgres.ts";
import { startApp } from "#lib/testing/app-process.ts";
import { ADMINISTRATOR, publishInstallation } from "./support/installation.ts";

const LOG = join(import.meta.dirname, "..", "test-results", "app.log");

/**
 * One PostgreSQL, and on it the built app as `npm start` runs it. The tests know the database's address, so that
 * they can prepare stores of their own and look at what was written; smoke.spec.ts covers the embedded one.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "pointhook-e2e-"));
  const postgres = await startEmbeddedPostgres({
    dataDir,
    port: await freePort(),
    settings: { fsync: "off", max_connections: "100" },
  });
  const end = async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const appSecret = randomBytes(32).toString("base64url");
    const app = await startApp({
      DATABASE_URL: postgres.connectionString,
      APP_SECRET: appSecret,
      ADMIN_USERNAME: ADMINISTRATOR.username,
      ADMIN_PASSWORD: ADMINISTRATOR.password,
    });
    publishInstallation({ url: app.url, databaseUrl: postgres.connectionString, appSecret });
    return async () => {
      await app.stop();
      mkdirSync(join(LOG, ".."), { recursive: true });
      writeFileSync(LOG, app.output() + app.errors());
      await end();
    };
  } catch (error) {
    await end();
    throw error;
  }
}
