import { join } from "node:path";
import { EmbeddedPostgresError, freePort, startEmbeddedPostgres } from "#lib/platform/embedded-postgres.ts";
import { EnvironmentError, readEnv, requireServiceEnv, type ServiceEnv } from "#lib/platform/env.ts";
import { createServices } from "#lib/platform/runtime.ts";
import { claimDataDir, installationSecret } from "./data-dir.ts";
import { seedDemo } from "./demo/seed-demo.ts";
import { EMBEDDED_SETTINGS } from "./embedded-settings.ts";
import { prepareDatabase } from "./prepare-database.ts";

/** `npm run seed -- demo`: fills the database of DATABASE_URL, or of DATA_DIR while nothing else runs on it. */

const SCENARIOS = ["demo"];

async function main(): Promise<void> {
  const [scenario, ...others] = process.argv.slice(2);
  if (scenario === undefined || !SCENARIOS.includes(scenario) || others.length > 0) {
    const given = [scenario, ...others].filter((one) => one !== undefined).join(" ");
    const wrong = given === "" ? "Say what to fill it with" : `There is no scenario "${given}"`;
    throw new EnvironmentError(`${wrong}: npm run seed -- ${SCENARIOS.join(" | ")}`);
  }
  const { env, stop } = await openDatabase();
  try {
    const services = createServices(env, "migrate", { max: 2 });
    try {
      const { generatedPassword } = await prepareDatabase(services);
      await seedDemo(services, (sentence) => console.log(sentence));
      if (generatedPassword !== null) {
        console.log(
          `First administrator: ${env.adminUsername}, password: ${generatedPassword} (shown only now)`,
        );
      }
    } finally {
      await services.db.close();
    }
  } finally {
    await stop();
  }
}

async function openDatabase(): Promise<{ env: ServiceEnv; stop: () => Promise<void> }> {
  const given = readEnv(process.env);
  if (given.databaseUrl !== undefined) return { env: requireServiceEnv(given), stop: async () => {} };
  const dataDir = claimDataDir(given.dataDir);
  const appSecret = given.appSecret ?? installationSecret(dataDir.path);
  const postgres = await startEmbeddedPostgres({
    dataDir: join(dataDir.path, "postgres"),
    port: await freePort(),
    settings: EMBEDDED_SETTINGS,
  });
  return {
    env: { ...given, appSecret, databaseUrl: postgres.connectionString },
    async stop() {
      await postgres.stop();
      dataDir.release();
    },
  };
}

main().catch((error: unknown) => {
  const isExpected = error instanceof EnvironmentError || error instanceof EmbeddedPostgresError;
  console.error(isExpected ? error.message : error);
  process.exit(1);
});
