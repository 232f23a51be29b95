import { createHash } from "node:crypto";
import { errors, type JWTPayload, jwtVerify, SignJWT } from "jose";
import type { z } from "zod";
import { AppError } from "#lib/errors/app-error.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { JWT_ALGORITHM, signingKey, verifyingKey } from "./jwt-keys.ts";

/** What tokens of administrators and of members have in common. */

/** As in the reference. A revoked session ends earlier: see `verifyToken`. */
export const TOKEN_SECONDS = 24 * 3600;
export const REFRESH_TOKEN_SECONDS = 30 * 24 * 3600;
/** Not the public address, which an operator may change without ending every session. */
const ISSUER = "pointhook";

/** The wire's own names. */
export type Tokens = { token: string; refresh_token: string };

/** The same keys sign for both; the audience keeps each away from what only the other may do. */
export type Audience = "admin" | "member";

/** A JWT that is good for a day. */
export async function signToken(
  services: Services,
  audience: Audience,
  { subject, claims }: { subject: string; claims: Record<string, unknown> },
): Promise<string> {
  const { kid, privateKey } = await signingKey(services);
  const issuedAt = Math.floor(services.now() / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: JWT_ALGORITHM, typ: "JWT", kid })
    .setIssuer(ISSUER)
    .setAudience(audience)
    .setSubject(subject)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + TOKEN_SECONDS)
    .sign(privateKey);
}

/**
 * Tokens whose signature has been checked, by their whole text. A client sends the same one for a day, and to check it
 * is the dearest single thing of a call. A signing key that is taken away is felt this much later.
 */
const CHECKED_FRESH_MS = 60_000;
const CHECKED_MAX = 1_000;
type Checked = { payload: JWTPayload & { exp: number }; untilMs: number };
const checkedTokens = new WeakMap<Services, Map<string, Checked>>();

/** What a token says. Throws AppError "token_expired", or "token_invalid" when it is forged or for somebody else. */
export async function readToken<Claims>(
  services: Services,
  audience: Audience,
  jwt: string,
  schema: z.ZodType<Claims>,
): Promise<Claims> {
  const claims = schema.safeParse(await checkedPayload(services, audience, jwt));
  if (!claims.success) throw tokenInvalid();
  return claims.data;
}

async function checkedPayload(services: Services, audience: Audience, jwt: string): Promise<JWTPayload> {
  const checked = checkedTokens.get(services) ?? new Map<string, Checked>();
  checkedTokens.set(services, checked);
  const key = `${audience} ${jwt}`;
  const nowMs = services.now();
  const known = checked.get(key);
  if (known !== undefined && nowMs < known.untilMs) return known.payload;
  checked.delete(key);
  const payload = await verifiedPayload(services, audience, jwt);
  if (checked.size >= CHECKED_MAX) checked.clear();
  checked.set(key, { payload, untilMs: Math.min(nowMs + CHECKED_FRESH_MS, payload.exp * 1000) });
  return payload;
}

async function verifiedPayload(
  services: Services,
  audience: Audience,
  jwt: string,
): Promise<JWTPayload & { exp: number }> {
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
        audience,
        requiredClaims: ["sub", "iat", "exp"],
        currentDate: new Date(services.now()),
      },
    );
    const { exp } = payload;
    if (exp === undefined) throw tokenInvalid();
    return { ...payload, exp };
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new AppError("token_expired", "Expired JWT Token.");
    if (error instanceof errors.JOSEError) throw tokenInvalid();
    throw error;
  }
}

export function newRefreshToken(services: Services): string {
  return services.randomBytes(32).toString("base64url");
}

/** The token has 256 random bits: a plain hash is enough, and lets it be found. */
export function hashOf(refreshToken: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(refreshToken).digest());
}

export function refreshTokenExpiry(services: Services): Date {
  return new Date(services.now() + REFRESH_TOKEN_SECONDS * 1000);
}

export function badCredentials(): AppError {
  return new AppError("bad_credentials", "Bad credentials.");
}

export function tokenInvalid(): AppError {
  return new AppError("token_invalid", "Invalid JWT Token");
}
