import type { Env, ServiceEnv } from "#lib/platform/env.ts";
import { deriveKey } from "#lib/platform/secret-box.ts";

/** From signing in, whatever happens in between. */
export const SESSION_SECONDS = 8 * 3600;

/** What the session's cookie says. Whether it is still true is asked of the database on each request. */
export type SessionClaims = {
  administratorId: string;
  username: string;
  sessionVersion: number;
  /** Unix seconds. */
  signedInAt: number;
};

export function isSecureSite(env: Env): boolean {
  return env.publicUrl.startsWith("https:");
}

/** Browsers keep `__Secure-` cookies to https. */
export function sessionCookieName(env: Env): string {
  return `${isSecureSite(env) ? "__Secure-" : ""}pointhook-session`;
}

export function sessionSecret(env: ServiceEnv): string {
  return deriveKey(env.appSecret, "next-auth").toString("base64");
}
