import { z } from "zod";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Transaction } from "#lib/platform/db.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import type { Context } from "./context.ts";
import { verifyPassword } from "./password.ts";
import {
  type Audience,
  badCredentials,
  hashOf,
  newRefreshToken,
  readToken,
  refreshTokenExpiry,
  signToken,
  type Tokens,
  tokenInvalid,
} from "./session-token.ts";
import { beginSignIn } from "./sign-in-limit.ts";

/** What keeps a member's token out of administrators' paths: those ask for another audience. */
export const MEMBER_AUDIENCE = "member" satisfies Audience;

const Claims = z.object({ sub: z.string().refine(isUuid), store: z.string(), session_version: z.int() });

type Holder = { id: string; sessionVersion: number };

/**
 * A member signs in with e-mail address, phone or card number. Throws AppError "bad_credentials", for an inactive
 * member and one without a password as well, and "too_many_requests".
 */
export async function signInMember(
  ctx: Context,
  { username, password }: { username: string; password: string },
): Promise<Tokens> {
  const { services, scope } = ctx;
  const attempt = await beginSignIn(services, `${scope.storeId}:${username}`, ctx.ip);
  const isReadable = username.length <= 255 && !username.includes("\0");
  const [found] = isReadable
    ? await services.db.prisma.$queryRaw<(Holder & { passwordHash: string | null; isActive: boolean })[]>`
        SELECT id, session_version AS "sessionVersion", password_hash AS "passwordHash", is_active AS "isActive"
          FROM member
         WHERE store_id = ${scope.storeId}::uuid
           AND (lower(email) = lower(${username}) OR lower(phone) = lower(${username})
                OR loyalty_card_number = ${username})
         ORDER BY lower(email) = lower(${username}) DESC NULLS LAST LIMIT 1`
    : [];
  const isRight = await verifyPassword(found?.passwordHash ?? null, password);
  if (found === undefined || !isRight || !found.isActive) throw badCredentials();
  await attempt.succeeded();
  const refreshToken = newRefreshToken(services);
  await inTransaction(services.db.prisma, (tx) =>
    saveRefreshToken(tx, services, refreshToken, found.id, services.newId()),
  );
  return { token: await tokenOf(ctx, found), refresh_token: refreshToken };
}

/** As an administrator's: works once, and one that comes back ends its family. Throws AppError "bad_credentials". */
export async function refreshMemberTokens(ctx: Context, refreshToken: string): Promise<Tokens> {
  const { services, scope } = ctx;
  const next = newRefreshToken(services);
  const holder = await inTransaction(services.db.prisma, async (tx) => {
    const now = new Date(services.now());
    const found = await tx.memberRefreshToken.findUnique({
      where: { tokenHash: hashOf(refreshToken) },
      include: { member: true },
    });
    if (found === null || found.member.storeId !== scope.storeId) return null;
    const { id, familyId, memberId } = found;
    await tx.$queryRaw`SELECT id FROM member WHERE id = ${memberId}::uuid FOR NO KEY UPDATE`;
    const { count } = await tx.memberRefreshToken.updateMany({
      where: { id, usedAt: null, revokedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (count === 0) {
      await tx.memberRefreshToken.updateMany({
        where: { familyId, revokedAt: null },
        data: { revokedAt: now },
      });
      return null;
    }
    const member = await tx.member.findUniqueOrThrow({ where: { id: memberId } });
    if (!member.isActive) return null;
    await saveRefreshToken(tx, services, next, memberId, familyId);
    return { id: memberId, sessionVersion: member.sessionVersion };
  });
  if (holder === null) throw badCredentials();
  return { token: await tokenOf(ctx, holder), refresh_token: next };
}

/** The member whose token it is, if it is one of this store's. Throws AppError "token_expired", "token_invalid". */
export async function verifyMemberToken(
  services: Services,
  jwt: string,
  storeId: string,
): Promise<{ memberId: string; name: string }> {
  const claims = await readToken(services, MEMBER_AUDIENCE, jwt, Claims);
  if (claims.store !== storeId) throw tokenInvalid();
  const member = await services.db.prisma.member.findFirst({
    where: { id: claims.sub, storeId, isActive: true, sessionVersion: claims.session_version },
    select: { id: true, email: true, phone: true, loyaltyCardNumber: true },
  });
  if (member === null) throw tokenInvalid();
  return { memberId: member.id, name: member.email ?? member.phone ?? member.loyaltyCardNumber ?? member.id };
}

function tokenOf({ services, scope }: Context, { id, sessionVersion }: Holder): Promise<string> {
  const claims = { store: scope.storeId, session_version: sessionVersion };
  return signToken(services, MEMBER_AUDIENCE, { subject: id, claims });
}

async function saveRefreshToken(
  tx: Transaction,
  services: Services,
  refreshToken: string,
  memberId: string,
  familyId: string,
): Promise<void> {
  await tx.memberRefreshToken.create({
    data: {
      id: services.newId(),
      familyId,
      memberId,
      tokenHash: hashOf(refreshToken),
      expiresAt: refreshTokenExpiry(services),
    },
  });
}
