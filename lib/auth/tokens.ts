import { createHash } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { AppError } from "#lib/errors/app-error.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Transaction } from "#lib/platform/db.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import { cachedPrincipal } from "./access-cache.ts";
import type { Administrator, Principal } from "./data.ts";
import { JWT_ALGORITHM, signingKey, verifyingKey } from "./jwt-keys.ts";

/** As in the reference. A revoked session ends earlier: see `verifyToken`. */
export const TOKEN_SECONDS = 24 * 3600;
export const REFRESH_TOKEN_SECONDS = 30 * 24 * 3600;
/** Not the public address, which an operator may change without ending every session. */
const ISSUER = "pointhook";
/** Keeps tokens of members, which the same keys may sign, away from what administrators may do. */
const AUDIENCE = "admin";

/** The wire's own names. */
export type Tokens = { token: string; refresh_token: string };

type Holder = Pick<Administrator, "id" | "username" | "sessionVersion">;

const Claims = z.object({
  sub: z.string().refine(isUuid),
  username: z.string(),
  session_version: z.int(),
});

/** Starts a new family of refresh tokens. Throws AppError "bad_credentials" when the session was revoked meanwhile. */
export async function issueTokens(services: Services, administrator: Holder): Promise<Tokens> {
  const refreshToken = newRefreshToken(services);
  await inTransaction(services.db.prisma, async (tx) => {
    const holder = await lockHolder(tx, administrator.id);
    if (holder?.sessionVersion !== administrator.sessionVersion) throw badCredentials();
    await saveRefreshToken(tx, services, refreshToken, administrator.id, services.newId());
  });
  return { token: await signToken(services, administrator), refresh_token: refreshToken };
}

/**
 * A refresh token works once. One that comes back was copied or is in use twice: its whole family ends, the newest
 * included. Throws AppError "bad_credentials" for that and for an unknown, expired or revoked one.
 */
export async function refreshTokens(services: Services, refreshToken: string): Promise<Tokens> {
  const next = newRefreshToken(services);
  const holder = await inTransaction(services.db.prisma, async (tx) => {
    const now = new Date(services.now());
    const tokenHash = hashOf(refreshToken);
    const found = await tx.refreshToken.findUnique({ where: { tokenHash } });
    if (found === null) return null;
    const { id, familyId, administratorId } = found;

    const locked = await lockHolder(tx, administratorId);
    // What was read before the lock may be old: the update decides who is first.
    const { count } = await tx.refreshToken.updateMany({
      where: { id, usedAt: null, revokedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (count === 1) {
      if (locked === null) return null;
      await saveRefreshToken(tx, services, next, administratorId, familyId);
      return locked;
    }

    const current = await tx.refreshToken.findUniqueOrThrow({ where: { id } });
    if (current.usedAt !== null) {
      const { count: ended } = await tx.refreshToken.updateMany({
        where: { familyId, revokedAt: null },
        data: { revokedAt: now },
      });
      if (ended > 0) await recordReuse(tx, services, administratorId, familyId);
    }
    return null;
  });
  if (holder === null) throw badCredentials();
  return { token: await signToken(services, holder), refresh_token: next };
}

/** All refresh tokens of the administrator. Tokens that were issued live until they expire: see `revokeSessions`. */
export async function revokeRefreshTokens(services: Services, administratorId: string): Promise<void> {
  await inTransaction(services.db.prisma, async (tx) => {
    await lockHolder(tx, administratorId);
    await tx.refreshToken.updateMany({
      where: { administratorId, revokedAt: null },
      data: { revokedAt: new Date(services.now()) },
    });
  });
}

/** Housekeeping; answers with how many there were. */
export async function deleteExpiredRefreshTokens(services: Services): Promise<number> {
  const { count } = await services.db.prisma.refreshToken.deleteMany({
    where: { expiresAt: { lt: new Date(services.now()) } },
  });
  return count;
}

/**
 * Who holds the token. Throws AppError "token_expired", or "token_invalid" for everything else that is wrong with it:
 * forged, not ours, its session revoked (noticed within `ACCESS_FRESH_MS`), its administrator inactive.
 */
export async function verifyToken(services: Services, jwt: string): Promise<Principal> {
  const claims = await readClaims(services, jwt);
  const principal = await cachedPrincipal(services, claims.sub, claims.session_version);
  if (principal?.administrator.sessionVersion !== claims.session_version) throw tokenInvalid();
  return principal;
}

async function readClaims(services: Services, jwt: string): Promise<z.infer<typeof Claims>> {
  try {
    const { payload } = await jwtVerify(
      jwt,
      async ({ kid }) => {
        const key = kid === undefined ? undefined : await verifyingKey(services, kid);
        if (key === undefined) throw new errors.JWKSNoMatchingKey();
        return key;
      },
      {
        algorithms: [JWT_ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ["sub", "iat", "exp"],
        currentDate: new Date(services.now()),
      },
    );
    const claims = Claims.safeParse(payload);
    if (!claims.success) throw tokenInvalid();
    return claims.data;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new AppError("token_expired", "Expired JWT Token.");
    if (error instanceof errors.JOSEError) throw tokenInvalid();
    throw error;
  }
}

async function signToken(services: Services, holder: Holder): Promise<string> {
  const { kid, privateKey } = await signingKey(services);
  const issuedAt = Math.floor(services.now() / 1000);
  return new SignJWT({ username: holder.username, session_version: holder.sessionVersion })
    .setProtectedHeader({ alg: JWT_ALGORITHM, typ: "JWT", kid })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(holder.id)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + TOKEN_SECONDS)
    .sign(privateKey);
}

/**
 * Everything that makes or ends refresh tokens holds the administrator's row first, so that a token cannot be born
 * while they are being revoked, and nobody waits in a circle. Null when not active.
 */
async function lockHolder(tx: Transaction, administratorId: string): Promise<Holder | null> {
  const rows = await tx.$queryRaw<Holder[]>`
    SELECT id, username, session_version AS "sessionVersion"
    FROM administrator WHERE id = ${administratorId}::uuid AND is_active FOR NO KEY UPDATE`;
  return rows[0] ?? null;
}

async function saveRefreshToken(
  tx: Transaction,
  services: Services,
  refreshToken: string,
  administratorId: string,
  familyId: string,
): Promise<void> {
  await tx.refreshToken.create({
    data: {
      id: services.newId(),
      familyId,
      administratorId,
      tokenHash: hashOf(refreshToken),
      expiresAt: new Date(services.now() + REFRESH_TOKEN_SECONDS * 1000),
    },
  });
}

async function recordReuse(
  tx: Transaction,
  services: Services,
  administratorId: string,
  familyId: string,
): Promise<void> {
  await tx.auditEntry.create({
    data: {
      id: services.newId(),
      eventType: "administrator.refresh_token_reused",
      entityType: "administrator",
      entityId: administratorId,
      userType: "system",
      after: { familyId },
    },
  });
}

function newRefreshToken(services: Services): string {
  return services.randomBytes(32).toString("base64url");
}

/** The token has 256 random bits: a plain hash is enough, and lets it be found. */
function hashOf(refreshToken: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(refreshToken).digest());
}

function badCredentials(): AppError {
  return new AppError("bad_credentials", "Bad credentials.");
}

function tokenInvalid(): AppError {
  return new AppError("token_invalid", "Invalid JWT Token");
}
