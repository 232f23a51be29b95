import type { BrowserContext } from "@playwright/test";
import { encode } from "next-auth/jwt";
import {
  SESSION_SECONDS,
  type SessionClaims,
  sessionCookieName,
  sessionSecret,
} from "#lib/auth/session-cookie.ts";
import { installation, serviceEnv } from "./installation.ts";

type Holder = { id: string; username: string; sessionVersion: number };

/** Signs in without the form: the cookie is what signing in would have set. */
export async function signInByCookie(context: BrowserContext, administrator: Holder): Promise<void> {
  const env = serviceEnv();
  const claims: SessionClaims = {
    administratorId: administrator.id,
    username: administrator.username,
    sessionVersion: administrator.sessionVersion,
    signedInAt: Math.floor(Date.now() / 1000),
  };
  const value = await encode({ token: { claims }, secret: sessionSecret(env), maxAge: SESSION_SECONDS });
  await context.addCookies([
    { name: sessionCookieName(env), value, url: installation().url, httpOnly: true, sameSite: "Lax" },
  ]);
}
