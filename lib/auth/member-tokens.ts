import { createHash } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { AppError } from "#lib/errors/app-error.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Transaction } from "#lib/platform/db.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import type { Context } from "./context.ts";
import { JWT_ALGORITHM, signingKey, verifyingKey } from "./jwt-keys.ts";
import { verifyPassword } from "./password.ts";
import { beginSignIn } from "./sign-in-limit.ts";
import { REFRESH_TOKEN_SECONDS, TOKEN_SECONDS, type Tokens } from "./tokens.ts";

const ISSUER = "pointhook";
/** What keeps a member's token out of administrators' paths: those ask for another audience. */
export const MEMBER_AUDIENCE = "member";

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
  return { token: await signToken(ctx, found), refresh_token: refreshToken };
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
  return { token: await signToken(ctx, holder), refresh_token: next };
}

/** The member whose token it is, if it is one of this store's. Throws AppError "token_expired", "token_invalid". */
export async function verifyMemberToken(
  services: Services,
  jwt: string,
  storeId: string,
): Promise<{ memberId: string; name: string }> {
  const claims = await readClaims(services, jwt);
  if (claims.store !== storeId) throw tokenInvalid();
  const member = await services.db.prisma.member.findFirst({
    where: { id: claims.sub, storeId, isActive: true, sessionVersion: claims.session_version },
    select: { id: true, email: true, phone: true, loyaltyCardNumber: true },
  });
  if (member === null) throw tokenInvalid();
  return { memberId: member.id, name: member.email ?? member.phone ?? member.loyaltyCardNumber ?? member.id };
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
        audience: MEMBER_AUDIENCE,
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

async function signToken({ services, scope }: Context, holder: Holder): Promise<string> {
  const { kid, privateKey } = await signingKey(services);
  const issuedAt = Math.floor(services.now() / 1000);
  return new SignJWT({ store: scope.storeId, session_version: holder.sessionVersion })
    .setProtectedHeader({ alg: JWT_ALGORITHM, typ: "JWT", kid })
    .setIssuer(ISSUER)
    .setAudience(MEMBER_AUDIENCE)
    .setSubject(holder.id)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + TOKEN_SECONDS)
    .sign(privateKey);
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
      expiresAt: new Date(services.now() + REFRESH_TOKEN_SECONDS * 1000),
    },
  });
}

function newRefreshToken(services: Services): string {
  return services.randomBytes(32).toString("base64url");
}

function hashOf(refreshToken: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(refreshToken).digest());
}

function badCredentials(): AppError {
  return new AppError("bad_credentials", "Bad credentials.");
}

function tokenInvalid(): AppError {
  return new AppError("token_invalid", "Invalid JWT Token");
}
