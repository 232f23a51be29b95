import { EnvironmentError, readEnv, requireServiceEnv } from "#lib/platform/env.ts";
import { createServices } from "#lib/platform/runtime.ts";
import { schemaAsSql } from "#lib/platform/schema-engine.ts";
import { prepareDatabase } from "./prepare-database.ts";

/**
 * `npm run migrate`: for installations that start web and worker by themselves. With `--schema-sql` it changes
 * nothing and prints the SQL of the whole schema, from which the statements of a new migration are taken.
 */
async function main(): Promise<void> {
  const env = requireServiceEnv(readEnv(process.env));
  if (process.argv.includes("--schema-sql")) {
    console.log(await schemaAsSql(env.databaseUrl));
    return;
  }
  const services = createServices(env, "migrate", { max: 2 });
  const { migrations, generatedPassword } = await prepareDatabase(services);
  console.log(migrations.length === 0 ? "The database is up to date." : `Applied: ${migrations.join(", ")}`);
  if (generatedPassword !== null) {
    console.log(
      `First administrator: ${services.env.adminUsername}, password: ${generatedPassword} (shown only now)`,
    );
  }
  await services.db.close();
}

main().catch((error: unknown) => {
  console.error(error instanceof EnvironmentError ? error.message : error);
  process.exit(1);
});
