import { z } from "zod";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Transaction } from "#lib/platform/db.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import { cachedPrincipal } from "./access-cache.ts";
import type { Administrator, Principal } from "./data.ts";
import {
  badCredentials,
  hashOf,
  newRefreshToken,
  readToken,
  refreshTokenExpiry,
  signToken,
  type Tokens,
  tokenInvalid,
} from "./session-token.ts";

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
  return { token: await tokenOf(services, administrator), refresh_token: refreshToken };
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
  return { token: await tokenOf(services, holder), refresh_token: next };
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
  const claims = await readToken(services, "admin", jwt, Claims);
  const principal = await cachedPrincipal(services, claims.sub, claims.session_version);
  if (principal?.administrator.sessionVersion !== claims.session_version) throw tokenInvalid();
  return principal;
}

function tokenOf(services: Services, { id, username, sessionVersion }: Holder): Promise<string> {
  return signToken(services, "admin", { subject: id, claims: { username, session_version: sessionVersion } });
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
      expiresAt: refreshTokenExpiry(services),
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
