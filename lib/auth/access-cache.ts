import type { Services } from "#lib/platform/runtime.ts";
import {
  type GateKey,
  getGateKey,
  getPrincipal,
  getStoreByCode,
  type PermittedStore,
  type Principal,
} from "./data.ts";

/**
 * What REST calls ask again and again. Another process's revocation, or a changed role, is felt this much later;
 * one of this process at once.
 */
export const ACCESS_FRESH_MS = 2_000;
const ENTRIES_MAX = 10_000;

type Kept<T> = { value: T; untilMs: number };
type Cache = {
  principals: Map<string, Kept<Principal>>;
  stores: Map<string, Kept<PermittedStore>>;
  apiKeys: Map<string, Kept<GateKey>>;
};

/**
 * On globalThis, because the built app has this module twice, for pages and for routes: what an action of the console
 * takes back is forgotten where REST calls ask, too.
 */
const holder = globalThis as { pointhookAccess?: WeakMap<Services, Cache> };
holder.pointhookAccess ??= new WeakMap();
const caches = holder.pointhookAccess;

function cacheOf(services: Services): Cache {
  let cache = caches.get(services);
  if (cache === undefined) {
    cache = { principals: new Map(), stores: new Map(), apiKeys: new Map() };
    caches.set(services, cache);
  }
  return cache;
}

/** Only what was found is kept: somebody who has just been let in is let in. */
async function kept<T>(
  services: Services,
  entries: Map<string, Kept<T>>,
  key: string,
  isUsable: (value: T) => boolean,
  load: () => Promise<T | null>,
): Promise<T | null> {
  const entry = entries.get(key);
  if (entry !== undefined && entry.untilMs > services.now() && isUsable(entry.value)) return entry.value;
  const value = await load();
  if (value === null) {
    entries.delete(key);
    return null;
  }
  if (entries.size >= ENTRIES_MAX) entries.clear();
  entries.set(key, { value, untilMs: services.now() + ACCESS_FRESH_MS });
  return value;
}

/**
 * @param sessionVersion an entry of another version is not trusted: it is older than the token, or the token than it.
 *   Left out for permanent keys, which outlive sessions.
 */
export function cachedPrincipal(
  services: Services,
  administratorId: string,
  sessionVersion?: number,
): Promise<Principal | null> {
  return kept(
    services,
    cacheOf(services).principals,
    administratorId,
    (principal) => sessionVersion === undefined || principal.administrator.sessionVersion === sessionVersion,
    () => getPrincipal(services, administratorId),
  );
}

export function cachedStore(services: Services, code: string): Promise<PermittedStore | null> {
  return kept(
    services,
    cacheOf(services).stores,
    code,
    () => true,
    () => getStoreByCode(services, code),
  );
}

export function cachedApiKey(services: Services, tokenHash: Buffer<ArrayBuffer>): Promise<GateKey | null> {
  return kept(
    services,
    cacheOf(services).apiKeys,
    tokenHash.toString("base64"),
    () => true,
    () => getGateKey(services, tokenHash),
  );
}

/** To be called after a change of a permanent key. */
export function forgetApiKeys(services: Services): void {
  cacheOf(services).apiKeys.clear();
}

/** To be called after a change of a store. */
export function forgetStores(services: Services): void {
  cacheOf(services).stores.clear();
}

/** To be called after a change of an administrator or of roles. Without an id: everybody. */
export function forgetAccess(services: Services, administratorId?: string): void {
  const cache = cacheOf(services);
  if (administratorId === undefined) cache.principals.clear();
  else cache.principals.delete(administratorId);
}
