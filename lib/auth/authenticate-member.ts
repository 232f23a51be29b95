import { decodeJwt } from "jose";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import { bearerOf } from "#lib/platform/bearer.ts";
import type { HttpRequest } from "#lib/platform/http-request.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { cachedStore } from "./access-cache.ts";
import { authenticateRequest } from "./authenticate-request.ts";
import { clientAddress } from "./client-address.ts";
import type { Context } from "./context.ts";
import { MEMBER_AUDIENCE, verifyMemberToken } from "./member-tokens.ts";
import { mintStoreScope } from "./scope.ts";

type Options = { storeCode: string | null; requestId: string };

/** For the few paths of a store that are open to everybody. Throws AppError "not_found" for a store that is not there. */
export async function publicContext(
  services: Services,
  request: HttpRequest,
  options: Options,
): Promise<Context> {
  const store = options.storeCode === null ? null : await cachedStore(services, options.storeCode);
  if (store === null) throw notFound();
  return {
    actor: { kind: "anonymous", name: "anonymous" },
    scope: mintStoreScope(store),
    requestId: options.requestId,
    ip: clientAddress(request.headers),
    services,
  };
}

/**
 * The gate of a member's own paths. Throws AppError "unauthenticated", "token_expired", "token_invalid" (an
 * administrator's token as well), "not_found" for a store that is not there.
 */
export async function authenticateMember(
  services: Services,
  request: HttpRequest,
  options: Options,
): Promise<Context> {
  const bearer = bearerOf(request.headers.get("authorization"));
  if (bearer === undefined) throw new AppError("unauthenticated", "Authentication Required");
  const ctx = await publicContext(services, request, options);
  const member = await verifyMemberToken(services, bearer, ctx.scope.storeId);
  return { ...ctx, actor: { kind: "member", ...member } };
}

/** Where members may do for themselves what administrators may do for all: the token says which of the two it is. */
export async function authenticateEither(
  services: Services,
  request: HttpRequest,
  options: Options,
): Promise<Context> {
  const gate = isMemberToken(request) ? authenticateMember : authenticateRequest;
  return gate(services, request, options);
}

/** What the token claims, unverified: it only chooses the gate that looks at it. */
function isMemberToken(request: HttpRequest): boolean {
  const bearer = bearerOf(request.headers.get("authorization"));
  if (bearer === undefined) return false;
  try {
    return decodeJwt(bearer).aud === MEMBER_AUDIENCE;
  } catch {
    return false;
  }
}
