import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { freePort, startEmbeddedPostgres } from "#lib/platform/embedded-postgres.ts";
import { migrateTemplate, TEMPLATE_DATABASE } from "./database.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A PostgreSQL server of this test run; its template database is migrated. */
    postgresUrl: string;
  }
}

/** One real PostgreSQL for the whole run, in a folder of its own; each test file clones the template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "pointhook-test-"));
  const postgres = await startEmbeddedPostgres({
    dataDir,
    port: await freePort(),
    // The data of tests need not survive the machine.
    settings: { fsync: "off", max_connections: "300" },
  });
  await migrateTemplate(postgres.connectionString, TEMPLATE_DATABASE);
  project.provide("postgresUrl", postgres.connectionString);
  return async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
