import { AppError, notFound } from "#lib/errors/app-error.ts";
import { bearerOf, isSameToken } from "#lib/platform/bearer.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { cachedStore } from "./access-cache.ts";
import { clientAddress } from "./client-address.ts";
import type { Context } from "./context.ts";
import { isEmpty, permissionsInStore } from "./core/permissions.ts";
import type { Administrator, Principal } from "./data.ts";
import { mintStoreScope } from "./scope.ts";
import { verifyToken } from "./tokens.ts";

/** Who calls a path that belongs to no store. */
export type Caller = { administrator: Administrator; requestId: string; ip: string | null };

/**
 * The gate of REST paths under a store. Throws AppError "unauthenticated", "token_expired", "token_invalid", and
 * "not_found" for a store that does not exist, is not active, or in which the caller has no permission at all: the
 * three are not to be told apart.
 */
export async function authenticateRequest(
  services: Services,
  request: Request,
  options: { storeCode: string | null; requestId: string },
): Promise<Context> {
  const { administrator, roles } = await authenticate(services, request);
  const store = options.storeCode === null ? null : await cachedStore(services, options.storeCode);
  if (store === null) throw notFound();
  const permissions = permissionsInStore(roles, store.id);
  if (isEmpty(permissions)) throw notFound();
  return {
    actor: {
      kind: "administrator",
      administratorId: administrator.id,
      username: administrator.username,
      permissions,
    },
    scope: mintStoreScope(store),
    requestId: options.requestId,
    ip: clientAddress(request.headers),
    services,
  };
}

/** The gate of REST paths that belong to no store. Throws AppError "unauthenticated", "token_expired", "token_invalid". */
export async function authenticateWithoutStore(
  services: Services,
  request: Request,
  options: { requestId: string },
): Promise<Caller> {
  const { administrator } = await authenticate(services, request);
  return { administrator, requestId: options.requestId, ip: clientAddress(request.headers) };
}

/**
 * The gate of what concerns the whole installation: the bearer of METRICS_TOKEN, or an administrator with a master
 * role. Throws AppError "unauthenticated", "token_expired", "token_invalid", "forbidden".
 */
export async function authenticateOperator(services: Services, request: Request): Promise<void> {
  const { metricsToken } = services.env;
  const bearer = bearerOf(request.headers.get("authorization"));
  if (metricsToken !== undefined && bearer !== undefined && isSameToken(bearer, metricsToken)) return;
  const { roles } = await authenticate(services, request);
  if (!roles.some(({ isMaster }) => isMaster)) throw new AppError("forbidden", "Forbidden.");
}

/** Every kind of credential that a request can carry is read here. */
async function authenticate(services: Services, request: Request): Promise<Principal> {
  const bearer = bearerOf(request.headers.get("authorization"));
  if (bearer !== undefined) return verifyToken(services, bearer);
  throw new AppError("unauthenticated", "Authentication Required");
}
