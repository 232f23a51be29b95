import "server-only";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { connection } from "next/server";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { AppError } from "#lib/errors/app-error.ts";
import { appErrorOf, UNAVAILABLE_DIGEST } from "#lib/errors/unavailable.ts";
import { webServices } from "#lib/platform/runtime.ts";
import { clientAddress } from "./client-address.ts";
import type { AccountContext, Context } from "./context.ts";
import { chooseStore } from "./core/choose-store.ts";
import { safeNextPath } from "./core/next-path.ts";
import { permissionsInStore } from "./core/permissions.ts";
import { getSession, type Session } from "./data.ts";
import { nextAuthOptions } from "./next-auth-options.ts";
import { mintStoreScope } from "./scope.ts";
import { isSecureSite } from "./session-cookie.ts";

const STORE_COOKIE = "pointhook-store";
const STORE_COOKIE_SECONDS = 365 * 24 * 3600;
/** Written by proxy.ts: a server component is not told its own address. */
export const PATH_HEADER = "x-pointhook-path";

/** Null when nobody is signed in, or the session was revoked. Asked of the database once for each request. */
export const currentSession = cache(async (): Promise<Session | null> => {
  // First of all, so that a build, which has no database, knows that the page cannot be rendered in advance.
  await connection();
  const services = webServices();
  const session = await getServerSession(nextAuthOptions(services));
  return session === null ? null : getSession(services, session.claims).catch(failToReader);
});

/**
 * The session is what a page asks the database for first. When the database is away then, the page's error view may say
 * so; when it goes away later, the page shows an unexpected error.
 */
function failToReader(error: unknown): never {
  const isAway = error instanceof Error && appErrorOf(error)?.code === "unavailable";
  throw isAway ? Object.assign(error, { digest: UNAVAILABLE_DIGEST }) : error;
}

/** Sends whoever is not signed in to the sign-in page, and back here afterwards. */
export async function requireSession(): Promise<Session> {
  const session = await currentSession();
  if (session !== null) return session;
  const path = safeNextPath((await headers()).get(PATH_HEADER));
  redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
}

/**
 * The session gate: the only way for a page or an action into a store.
 * @param storeCode without it the store of the cookie, or the first permitted one. A store that the administrator
 *   may not see is a page that does not exist.
 */
export async function requireStoreContext(storeCode?: string): Promise<Context> {
  const session = await requireSession();
  if (session.stores.length === 0) redirect("/no-access");
  return (await contextIn(session, storeCode)) ?? notFound();
}

/**
 * The same for a server action, which tells instead of leading away: what was typed into a form must outlive the
 * session. Throws AppError "unauthenticated", and "forbidden" when no role lets the administrator into a store.
 */
export async function requireActionContext(): Promise<Context> {
  const session = await currentSession();
  if (session === null) throw new AppError("unauthenticated", "Your session has ended: sign in again.");
  const ctx = await contextIn(session);
  if (ctx === undefined) throw new AppError("forbidden", "No role lets you into a store any more.");
  return ctx;
}

/** The session gate of pages that are about no single store: keys, administrators, one's own profile. */
export async function requireAccount(): Promise<AccountContext> {
  return accountOf(await requireSession());
}

/** The same for a server action. Throws AppError "unauthenticated". */
export async function requireActionAccount(): Promise<AccountContext> {
  const session = await currentSession();
  if (session === null) throw new AppError("unauthenticated", "Your session has ended: sign in again.");
  return accountOf(session);
}

async function accountOf({ administrator, roles }: Session): Promise<AccountContext> {
  const ip = clientAddress(await headers());
  return { administrator, roles, apiKey: null, requestId: requestId(), ip, services: webServices() };
}

async function contextIn(session: Session, storeCode?: string): Promise<Context | undefined> {
  const [cookieStore, headerList] = await Promise.all([cookies(), headers()]);
  const store = chooseStore(session.stores, storeCode, cookieStore.get(STORE_COOKIE)?.value);
  if (store === undefined) return undefined;
  return {
    actor: {
      kind: "administrator",
      administratorId: session.administrator.id,
      username: session.administrator.username,
      permissions: permissionsInStore(session.roles, store.id),
    },
    scope: mintStoreScope(store),
    requestId: requestId(),
    ip: clientAddress(headerList),
    services: webServices(),
  };
}

/** In a server action only: pages cannot write cookies. */
export async function rememberStore(storeCode: string): Promise<void> {
  (await cookies()).set(STORE_COOKIE, storeCode, {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecureSite(webServices().env),
    path: "/",
    maxAge: STORE_COOKIE_SECONDS,
  });
}

/** One for all that a page asks while it is rendered; in an action each call has its own. */
const requestId = cache(() => webServices().newId());
