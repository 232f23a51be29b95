import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from "jose";
import { EnvironmentError } from "#lib/platform/env.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { SecretBoxError } from "#lib/platform/secret-box.ts";
import { inTransaction } from "#lib/platform/transaction.ts";

export const JWT_ALGORITHM = "RS256";
const MODULUS_BITS = 2048;
/** How long a process may not know of a key that another one has made or retired, for keys it does not miss. */
const KEYS_FRESH_MS = 60_000;
/** Tokens with made-up key ids must not cost a query each. */
const RELOAD_PAUSE_MS = 5_000;

const SETUP_LOCK = 7_406_281_531;

type KeyRow = { id: string; publicJwk: unknown; privateSealed: Uint8Array; retiredAt: Date | null };
type Keys = { rows: KeyRow[]; verifying: Map<string, CryptoKey>; loadedMs: number };
export type SigningKey = { kid: string; privateKey: CryptoKey };
type Cache = { keys: Promise<Keys> | undefined; signing: SigningKey | undefined };

const caches = new WeakMap<Services, Cache>();

function cacheOf(services: Services): Cache {
  let cache = caches.get(services);
  if (cache === undefined) {
    cache = { keys: undefined, signing: undefined };
    caches.set(services, cache);
  }
  return cache;
}

/**
 * Makes the key pair that signs REST tokens if there is none; safe when several processes start at once. Throws
 * EnvironmentError when the pair there is was sealed under another APP_SECRET.
 */
export async function ensureJwtKey(services: Services): Promise<void> {
  await signingKey(services);
}

/** The newest key that is not retired. */
export async function signingKey(services: Services): Promise<SigningKey> {
  const cache = cacheOf(services);
  let newest = newestOf(await loadedKeys(services, KEYS_FRESH_MS));
  if (newest === undefined) {
    await createKey(services);
    newest = newestOf(await loadedKeys(services, 0));
  }
  if (newest === undefined) throw new Error("No key to sign tokens with could be made.");
  if (cache.signing?.kid !== newest.id) cache.signing = await openSigningKey(services, newest);
  return cache.signing;
}

/** Undefined when no key of this installation has this id. Retired keys still verify what they signed. */
export async function verifyingKey(services: Services, kid: string): Promise<CryptoKey | undefined> {
  const known = (await loadedKeys(services, KEYS_FRESH_MS)).verifying.get(kid);
  return known ?? (await loadedKeys(services, RELOAD_PAUSE_MS)).verifying.get(kid);
}

/** Public halves, as `/.well-known/jwks.json` shows them. */
export async function publicJwks(services: Services): Promise<{ keys: JWK[] }> {
  const { rows } = await loadedKeys(services, KEYS_FRESH_MS);
  return {
    keys: rows.map((row) => ({ ...publicJwkOf(row), kid: row.id, alg: JWT_ALGORITHM, use: "sig" })),
  };
}

async function createKey(services: Services): Promise<void> {
  const pair = await generateKeyPair(JWT_ALGORITHM, { modulusLength: MODULUS_BITS, extractable: true });
  const { kty, n, e } = await exportJWK(pair.publicKey);
  const publicJwk = { kty, n, e };
  const id = await calculateJwkThumbprint(publicJwk as JWK);
  const privateJwk = JSON.stringify(await exportJWK(pair.privateKey));
  await inTransaction(services.db.prisma, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SETUP_LOCK})`;
    if ((await tx.jwtKey.count({ where: { retiredAt: null } })) > 0) return;
    await tx.jwtKey.create({
      data: { id, publicJwk, privateSealed: services.secretBox.seal(privateJwk, sealContext(id)) },
    });
  });
}

function loadedKeys(services: Services, freshMs: number): Promise<Keys> {
  const cache = cacheOf(services);
  const current = cache.keys;
  const load = async (): Promise<Keys> => {
    const previous = await current?.catch(() => undefined);
    if (previous !== undefined && services.now() - previous.loadedMs < freshMs) return previous;
    return loadKeys(services);
  };
  const next = load();
  cache.keys = next;
  // What could not be loaded is tried again by the next caller.
  next.catch(() => {
    if (cache.keys === next) cache.keys = undefined;
  });
  return next;
}

async function loadKeys(services: Services): Promise<Keys> {
  const loadedMs = services.now();
  const rows: KeyRow[] = await services.db.prisma.jwtKey.findMany({ orderBy: { createdAt: "desc" } });
  const verifying = new Map<string, CryptoKey>();
  for (const row of rows) verifying.set(row.id, await importRsaKey(publicJwkOf(row)));
  return { rows, verifying, loadedMs };
}

function newestOf(keys: Keys): KeyRow | undefined {
  return keys.rows.find((row) => row.retiredAt === null);
}

async function openSigningKey(services: Services, row: KeyRow): Promise<SigningKey> {
  let text: string;
  try {
    text = services.secretBox.open(row.privateSealed, sealContext(row.id));
  } catch (error) {
    if (!(error instanceof SecretBoxError)) throw error;
    throw new EnvironmentError(
      "APP_SECRET is not the one that this database was set up with: the key that signs tokens cannot be opened.",
    );
  }
  return { kid: row.id, privateKey: await importRsaKey(JSON.parse(text) as JWK) };
}

async function importRsaKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, JWT_ALGORITHM);
  if (key instanceof Uint8Array) throw new Error("A key that signs tokens is not an RSA key.");
  return key;
}

/** Only `createKey` writes the column. */
function publicJwkOf(row: KeyRow): JWK {
  return row.publicJwk as JWK;
}

function sealContext(kid: string): string {
  return `jwt_key:${kid}`;
}
