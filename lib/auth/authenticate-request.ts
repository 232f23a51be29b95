import { AppError, notFound } from "#lib/errors/app-error.ts";
import { bearerOf, isSameToken } from "#lib/platform/bearer.ts";
import type { HttpRequest } from "#lib/platform/http-request.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { cachedStore } from "./access-cache.ts";
import { verifyApiKey } from "./api-key-gate.ts";
import { clientAddress } from "./client-address.ts";
import { type AccountContext, type Context, permissionsIn, requireMaster, type UsedKey } from "./context.ts";
import { isEmpty } from "./core/permissions.ts";
import { listActiveStores, type PermittedStore, type Principal } from "./data.ts";
import { mintStoreScope } from "./scope.ts";
import { verifyToken } from "./tokens.ts";

type Caller = Principal & { apiKey: UsedKey | null };

/**
 * The gate of REST paths under a store. Throws AppError "unauthenticated", "token_expired", "token_invalid", and
 * "not_found" for a store that does not exist, is not active, or in which the caller has no permission at all: the
 * three are not to be told apart.
 */
export async function authenticateRequest(
  services: Services,
  request: HttpRequest,
  options: { storeCode: string | null; requestId: string },
): Promise<Context> {
  const caller = await authenticate(services, request);
  const store = options.storeCode === null ? null : await cachedStore(services, options.storeCode);
  const ctx = store === null ? null : contextIn(services, request, caller, store, options.requestId);
  if (ctx === null) throw notFound();
  return ctx;
}

/**
 * The gate of APIs whose whole credential is a permanent key in `Authorization: <key>` and whose paths name no store:
 * the key's own store, or the oldest that its administrator may see. A read-only key may do nothing that needs MODIFY,
 * and is told so (`requirePermission`). Throws AppError "unauthenticated", "token_expired", "token_invalid", and
 * "forbidden" for a key that leads into no store.
 */
export async function authenticateKeyRequest(
  services: Services,
  request: HttpRequest,
  options: { requestId: string },
): Promise<Context> {
  const key = request.headers.get("authorization")?.trim() ?? "";
  if (key === "") throw new AppError("unauthenticated", "Authentication Required");
  const caller = await verifyApiKey(services, key);
  for (const store of await listActiveStores(services)) {
    const ctx = contextIn(services, request, caller, store, options.requestId);
    if (ctx !== null) return ctx;
  }
  throw new AppError("forbidden", "The API key leads into no store.");
}

/** The gate of REST paths that belong to no store. Throws AppError "unauthenticated", "token_expired", "token_invalid". */
export async function authenticateWithoutStore(
  services: Services,
  request: HttpRequest,
  options: { requestId: string },
): Promise<AccountContext> {
  const caller = await authenticate(services, request);
  return { ...caller, requestId: options.requestId, ip: clientAddress(request.headers), services };
}

/**
 * The gate of what concerns the whole installation: the bearer of METRICS_TOKEN, or an administrator with a master
 * role. Throws AppError "unauthenticated", "token_expired", "token_invalid", "forbidden".
 */
export async function authenticateOperator(
  services: Services,
  request: HttpRequest,
  options: { requestId: string },
): Promise<void> {
  const { metricsToken } = services.env;
  const bearer = bearerOf(request.headers.get("authorization"));
  if (metricsToken !== undefined && bearer !== undefined && isSameToken(bearer, metricsToken)) return;
  requireMaster(await authenticateWithoutStore(services, request, options), "VIEW");
}

/** Every kind of credential that a request of Open Loyalty's API can carry is read here. */
async function authenticate(services: Services, request: HttpRequest): Promise<Caller> {
  const bearer = bearerOf(request.headers.get("authorization"));
  if (bearer !== undefined) return { ...(await verifyToken(services, bearer)), apiKey: null };
  const key = request.headers.get("x-auth-token")?.trim() ?? "";
  if (key !== "") return verifyApiKey(services, key);
  throw new AppError("unauthenticated", "Authentication Required");
}

/** Null when the caller has no permission in the store. */
function contextIn(
  services: Services,
  request: HttpRequest,
  caller: Caller,
  store: PermittedStore,
  requestId: string,
): Context | null {
  const { administrator, apiKey } = caller;
  const permissions = permissionsIn(caller, store.id);
  if (isEmpty(permissions)) return null;
  return {
    actor: {
      kind: "administrator",
      administratorId: administrator.id,
      username: administrator.username,
      permissions,
      ...(apiKey === null ? {} : { apiKey }),
    },
    scope: mintStoreScope(store),
    requestId,
    ip: clientAddress(request.headers),
    services,
  };
}
