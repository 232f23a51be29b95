import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError, type RateLimit } from "#lib/errors/app-error.ts";

/**
 * Requests of one permanent key in one process: more than a program that behaves needs (publishing 8,000 events a
 * second takes 80), and few enough that one in a loop does not take the others' place. Counted in memory, so that it
 * costs a request nothing.
 */
export const KEY_LIMIT = { requests: 5_000, windowSeconds: 10 } as const;

const limiter = new RateLimiterMemory({ points: KEY_LIMIT.requests, duration: KEY_LIMIT.windowSeconds });

/** Counts a request. Throws AppError "too_many_requests" when there were too many. */
export async function countKeyRequest(apiKeyId: string): Promise<RateLimit> {
  try {
    return standing(await limiter.consume(apiKeyId));
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const rateLimit = standing(refusal);
    const retryAfterSeconds = Math.max(1, rateLimit.resetSeconds);
    throw new AppError("too_many_requests", "Too many requests of this API key.", {
      retryAfterSeconds,
      rateLimit,
    });
  }
}

function standing({ remainingPoints, msBeforeNext }: RateLimiterRes): RateLimit {
  const resetSeconds = Math.ceil(msBeforeNext / 1000);
  return { limit: KEY_LIMIT.requests, remaining: Math.max(0, remainingPoints), resetSeconds };
}
