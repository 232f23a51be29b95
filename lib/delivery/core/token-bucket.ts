/**
 * The rate limit of one lane as a pure value (the generic cell rate algorithm, a token bucket that keeps one
 * time instead of a count). Times are milliseconds of a clock that never steps back.
 */
export type TokenBucket = {
  readonly ratePerSecond: number;
  /** When the bucket would be full again. */
  readonly fullAtMs: number;
};

/**
 * A bucket of size b lets b - 1 requests more than the rate through in some one-second window. The size is
 * therefore 1 + 2.5 % of the rate: in no second more than 5 % over, with half of that left for the jitter of
 * the way to the receiver. Below 20 a second even one request more would be too many, and the size is 1.
 */
function burstMs(ratePerSecond: number): number {
  return (Math.floor(ratePerSecond * 0.05) / 2) * intervalMs(ratePerSecond);
}

/** Longer than exact by one part in a billion, so that rounding never lets a request through too early. */
function intervalMs(ratePerSecond: number): number {
  return (1_000 / ratePerSecond) * (1 + 1e-9);
}

/** @throws RangeError unless the rate is a positive finite number. */
export function fullTokenBucket(ratePerSecond: number): TokenBucket {
  if (!(ratePerSecond > 0 && Number.isFinite(ratePerSecond))) {
    throw new RangeError(`A rate must be a positive number of requests a second, not ${ratePerSecond}.`);
  }
  return { ratePerSecond, fullAtMs: Number.NEGATIVE_INFINITY };
}

/** The earliest time at which one request may be sent; at most `nowMs` when that is now. */
export function nextTokenAtMs(bucket: TokenBucket): number {
  return bucket.fullAtMs - burstMs(bucket.ratePerSecond);
}

/** The bucket after one request at `nowMs`, or null when it has to wait until `nextTokenAtMs`. */
export function takeToken(bucket: TokenBucket, nowMs: number): TokenBucket | null {
  if (nowMs < nextTokenAtMs(bucket)) return null;
  const { ratePerSecond, fullAtMs } = bucket;
  return { ratePerSecond, fullAtMs: Math.max(fullAtMs, nowMs) + intervalMs(ratePerSecond) };
}
