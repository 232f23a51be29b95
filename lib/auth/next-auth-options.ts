import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { AppError } from "#lib/errors/app-error.ts";
import { appErrorOf } from "#lib/errors/unavailable.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { authenticateAdministrator } from "./administrators.ts";
import { normaliseAddress } from "./core/client-address.ts";
import { CredentialsInput } from "./schema.ts";
import {
  isSecureSite,
  SESSION_SECONDS,
  type SessionClaims,
  sessionCookieName,
  sessionSecret,
} from "./session-cookie.ts";
import { encodeRefusal } from "./sign-in-outcome.ts";

declare module "next-auth" {
  interface Session {
    claims: SessionClaims;
  }
  interface User {
    claims?: SessionClaims;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    claims?: SessionClaims;
  }
}

const kept = new WeakMap<Services, NextAuthOptions>();

export function nextAuthOptions(services: Services): NextAuthOptions {
  let options = kept.get(services);
  if (options === undefined) {
    options = createOptions(services);
    kept.set(services, options);
  }
  return options;
}

function createOptions(services: Services): NextAuthOptions {
  const { env } = services;
  const secure = isSecureSite(env);
  // The one setting that next-auth takes from the environment only. Pages do not follow the addresses it makes, so
  // signing in works under every name of this machine.
  process.env.NEXTAUTH_URL = new URL(env.publicUrl).origin;

  return {
    secret: sessionSecret(env),
    useSecureCookies: secure,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    cookies: {
      sessionToken: {
        name: sessionCookieName(env),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure },
      },
    },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { username: {}, password: {} },
        authorize: async (credentials, request) => {
          const claims = await signIn(services, credentials, request.headers?.["x-forwarded-for"]);
          return claims === null ? null : { id: claims.administratorId, claims };
        },
      }),
    ],
    callbacks: {
      // Only signing in writes claims: what a browser posts to the session's route is ignored.
      jwt: ({ token, user }) => {
        const claims = user?.claims ?? token.claims;
        if (claims === undefined || claims.signedInAt + SESSION_SECONDS <= services.now() / 1000) {
          throw new Error("The session has ended.");
        }
        return { claims };
      },
      session: ({ session, token }) => {
        if (token.claims === undefined) throw new Error("The session has ended.");
        return { expires: session.expires, claims: token.claims };
      },
    },
    logger: {
      // A cookie of yesterday, or of another installation on this host name, is nothing to wake anybody for.
      error: (code) => services.logger.debug({ code }, "next-auth refused a request"),
      warn: (code) => services.logger.debug({ code }, "next-auth warns"),
      debug: () => {},
    },
  };
}

/** Null for wrong credentials. Throws an Error whose message is an encoded refusal, since it is shown to the browser. */
async function signIn(
  services: Services,
  raw: unknown,
  forwardedFor: string | undefined,
): Promise<SessionClaims | null> {
  const input = CredentialsInput.safeParse(raw);
  if (!input.success) return null;
  const requestId = services.newId();
  try {
    const administrator = await authenticateAdministrator(services, {
      ...input.data,
      ip: normaliseAddress(forwardedFor?.split(",").at(-1) ?? ""),
      requestId,
    });
    return {
      administratorId: administrator.id,
      username: administrator.username,
      sessionVersion: administrator.sessionVersion,
      signedInAt: Math.floor(services.now() / 1000),
    };
  } catch (error) {
    if (error instanceof AppError && error.code === "bad_credentials") return null;
    if (error instanceof AppError && error.code === "too_many_requests") {
      const retryAfterSeconds = error.retryAfterSeconds ?? 60;
      throw new Error(encodeRefusal({ kind: "limited", retryAfterSeconds }));
    }
    services.logger.error({ err: error, requestId }, "signing in failed");
    const isAway = appErrorOf(error)?.code === "unavailable";
    throw new Error(encodeRefusal(isAway ? { kind: "unavailable" } : { kind: "unexpected", requestId }));
  }
}
