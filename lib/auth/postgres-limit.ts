import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { AppError, type RateLimit } from "#lib/errors/app-error.ts";
import type { Services } from "#lib/platform/runtime.ts";

/** Limits that all web processes count together. */

/** @param points how many in a window of `windowSeconds`, for each key */
export function postgresLimiter(
  services: Services,
  keyPrefix: string,
  { points, windowSeconds }: { points: number; windowSeconds: number },
): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: services.db.pool,
    storeType: "pool",
    tableName: "rate_limit",
    tableCreated: true,
    keyPrefix,
    points,
    duration: windowSeconds,
  });
}

/** Counts one. Throws AppError "too_many_requests" with the seconds to wait. */
export async function consume(
  limiter: RateLimiterPostgres,
  key: string,
  message: string,
): Promise<RateLimit> {
  try {
    return standing(limiter, await limiter.consume(key));
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const rateLimit = standing(limiter, refusal);
    const retryAfterSeconds = Math.max(1, rateLimit.resetSeconds);
    throw new AppError("too_many_requests", message, { retryAfterSeconds, rateLimit });
  }
}

function standing(
  limiter: RateLimiterPostgres,
  { remainingPoints, msBeforeNext }: RateLimiterRes,
): RateLimit {
  const resetSeconds = Math.ceil(msBeforeNext / 1000);
  return { limit: limiter.points, remaining: Math.max(0, remainingPoints), resetSeconds };
}
