import { createHash } from "node:crypto";
import type { RateLimiterPostgres } from "rate-limiter-flexible";
import type { RateLimit } from "#lib/errors/app-error.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { addressGroup } from "./core/client-address.ts";
import { consume, postgresLimiter } from "./postgres-limit.ts";

/**
 * Guessing of passwords is slowed down for a user name from one address, and for one address over all names.
 * Not for a name over all addresses: that would let anybody lock anybody out.
 */
export const SIGN_IN_LIMITS = { perUsernameAndIp: 10, perIp: 100, windowSeconds: 15 * 60 } as const;

const TOO_MANY = "Too many sign-in attempts.";

export type SignInAttempt = {
  /** The password was right: this attempt does not count, and earlier ones for the name are forgotten. */
  succeeded(): Promise<void>;
  /** What is left for this name from this address. */
  rateLimit: RateLimit;
};

type Limiters = { pair: RateLimiterPostgres; ip: RateLimiterPostgres };

const limiters = new WeakMap<Services, Limiters>();

function limitersOf(services: Services): Limiters {
  let found = limiters.get(services);
  if (found === undefined) {
    const { windowSeconds } = SIGN_IN_LIMITS;
    const make = (prefix: string, points: number) =>
      postgresLimiter(services, prefix, { points, windowSeconds });
    found = {
      pair: make("sign-in-name", SIGN_IN_LIMITS.perUsernameAndIp),
      ip: make("sign-in-ip", SIGN_IN_LIMITS.perIp),
    };
    limiters.set(services, found);
  }
  return found;
}

/**
 * Counts the attempt before the password is looked at, so that many at once cannot slip through together.
 * Throws AppError "too_many_requests" with the seconds to wait.
 */
export async function beginSignIn(
  services: Services,
  username: string,
  ip: string | null,
): Promise<SignInAttempt> {
  const { pair, ip: perIp } = limitersOf(services);
  const group = addressGroup(ip);
  // Hashed: a name may be of any length, and some people type their password into it.
  const pairKey = createHash("sha256").update(`${group}\n${username}`).digest("base64url");
  const rateLimit = await consume(pair, pairKey, TOO_MANY);
  await consume(perIp, group, TOO_MANY);
  return {
    rateLimit,
    async succeeded() {
      await Promise.all([pair.delete(pairKey), perIp.reward(group)]);
    },
  };
}
