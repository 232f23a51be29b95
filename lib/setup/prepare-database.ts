import { createFirstAdministrator, ensureDefaultStore } from "#lib/auth/administrators.ts";
import { ensureJwtKey } from "#lib/auth/jwt-keys.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { EnvironmentError } from "#lib/platform/env.ts";
import { migrate } from "#lib/platform/migrate.ts";
import type { Services } from "#lib/platform/runtime.ts";

export type Prepared = {
  /** Names of the migrations that were applied now. */
  migrations: string[];
  /** Set when the first administrator was made now with a password that nobody has seen yet. */
  generatedPassword: string | null;
};

/** Brings a database, empty or not, to the state that web and worker need. Safe to run again, also twice at once. */
export async function prepareDatabase(services: Services): Promise<Prepared> {
  const { env, db } = services;
  const migrations = await migrate(env.databaseUrl, db.pool, services.now());
  await ensureDefaultStore(services);
  await ensureJwtKey(services);
  const password = env.adminPassword ?? services.randomBytes(15).toString("base64url");
  const isNew = await createFirstAdministrator(services, { username: env.adminUsername, password }).catch(
    (error: unknown) => {
      throw asEnvironmentError(error);
    },
  );
  return { migrations, generatedPassword: isNew && env.adminPassword === undefined ? password : null };
}

/** What is wrong with the first administrator came from the environment. */
function asEnvironmentError(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== "validation_failed") return error;
  const sentences = error.violations.map(({ path, message }) => {
    const variable = path === "administrator.username" ? "ADMIN_USERNAME" : "ADMIN_PASSWORD";
    return `${variable}: ${message}`;
  });
  return new EnvironmentError(sentences.join(" "));
}
