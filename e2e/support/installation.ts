import { type Env, readEnv, requireServiceEnv } from "#lib/platform/env.ts";

/** The app under test, as the global setup tells it to the workers. */
export type Installation = { url: string; databaseUrl: string; appSecret: string };

const VARIABLE = "POINTHOOK_UNDER_TEST";

/** The master administrator of the app under test. */
export const ADMINISTRATOR = { username: "admin", password: "a good long password" };

export function publishInstallation(installation: Installation): void {
  process.env[VARIABLE] = JSON.stringify(installation);
}

export function installation(): Installation {
  const text = process.env[VARIABLE];
  if (text === undefined) throw new Error("The global setup has not run.");
  return JSON.parse(text);
}

/** The environment with which a test reaches the app's database, secrets and cookies. */
export function serviceEnv(): Env & { databaseUrl: string; appSecret: string } {
  const { url, databaseUrl, appSecret } = installation();
  return requireServiceEnv(
    readEnv({ DATABASE_URL: databaseUrl, APP_SECRET: appSecret, PUBLIC_URL: url, LOG_LEVEL: "silent" }),
  );
}
