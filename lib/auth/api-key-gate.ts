import { createHash } from "node:crypto";
import { AppError } from "#lib/errors/app-error.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { cachedApiKey, cachedPrincipal } from "./access-cache.ts";
import type { UsedKey } from "./context.ts";
import type { Principal } from "./data.ts";

export type KeyHolder = Principal & { apiKey: UsedKey };

/** The last use is written so often and no oftener. */
const LAST_USE_MS = 60_000;
/** Longer texts are no keys of ours, and not worth a hash. */
const KEY_CHARS_MAX = 256;

/**
 * Who holds a permanent key. Throws AppError "token_expired", or "token_invalid" for one that is unknown, revoked
 * (noticed within `ACCESS_FRESH_MS`) or of an administrator who is not active.
 */
export async function verifyApiKey(services: Services, token: string): Promise<KeyHolder> {
  if (token.length > KEY_CHARS_MAX) throw keyInvalid();
  const key = await cachedApiKey(services, hashOfKey(token));
  if (key === null) throw keyInvalid();
  const nowMs = services.now();
  if (key.expiresMs !== null && key.expiresMs <= nowMs) {
    throw new AppError("token_expired", "The API key has expired.");
  }
  const principal = await cachedPrincipal(services, key.administratorId);
  if (principal === null) throw keyInvalid();
  if (nowMs - (key.lastUsedMs ?? 0) >= LAST_USE_MS) {
    // At once, so that calls at the same time do not write it too.
    key.lastUsedMs = nowMs;
    await recordUse(services, key.id, nowMs);
  }
  const { id, isReadOnly, storeId } = key;
  return { ...principal, apiKey: { id, isReadOnly, storeId } };
}

/** A key has 256 random bits: a plain hash is enough, and lets it be found. */
export function hashOfKey(token: string): Buffer<ArrayBuffer> {
  return createHash("sha256").update(token).digest() as Buffer<ArrayBuffer>;
}

/** Other processes may have written it meanwhile. */
async function recordUse(services: Services, id: string, nowMs: number): Promise<void> {
  await services.db.pool.query(
    "UPDATE api_key SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $3)",
    [id, new Date(nowMs), new Date(nowMs - LAST_USE_MS)],
  );
}

function keyInvalid(): AppError {
  return new AppError("token_invalid", "Invalid API key.");
}
