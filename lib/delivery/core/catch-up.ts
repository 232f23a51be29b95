import { fullTokenBucket, nextTokenAtMs, type TokenBucket, takeToken } from "./token-bucket.ts";

/**
 * How fast a lane sends what waited while its webhook was paused or disabled. A receiver that was away comes back
 * cold: it is met by 10 deliveries a second, by twice as many after every ten seconds without a failure, and by
 * 200 at the most, which is 720,000 in an hour and still leaves a worker most of its strength for the others.
 */
export const CATCH_UP = {
  startPerSecond: 10,
  maxPerSecond: 200,
  /** After failures the pace halves, down to this: it never stands still by itself. */
  minPerSecond: 1,
  growAfterMs: 10_000,
} as const;

export type CatchUpPace = {
  readonly bucket: TokenBucket;
  /** When the pace changed last. */
  readonly sinceMs: number;
  /** When it was last halved; minus infinity when it never was. */
  readonly halvedAtMs: number;
};

export function startCatchUp(nowMs: number): CatchUpPace {
  return {
    bucket: fullTokenBucket(CATCH_UP.startPerSecond),
    sinceMs: nowMs,
    halvedAtMs: Number.NEGATIVE_INFINITY,
  };
}

/** The earliest time at which one more delivery of the backlog may be sent; at most now when that is now. */
export function catchUpAtMs(pace: CatchUpPace): number {
  return nextTokenAtMs(pace.bucket);
}

/** The pace after one delivery of the backlog, or null when it has to wait until `catchUpAtMs`. */
export function takeCatchUp(pace: CatchUpPace, nowMs: number): CatchUpPace | null {
  const bucket = takeToken(pace.bucket, nowMs);
  if (bucket === null) return null;
  const { ratePerSecond } = bucket;
  if (nowMs - pace.sinceMs < CATCH_UP.growAfterMs || ratePerSecond >= CATCH_UP.maxPerSecond) {
    return { ...pace, bucket };
  }
  const faster = Math.min(ratePerSecond * 2, CATCH_UP.maxPerSecond);
  return { ...pace, bucket: { ...bucket, ratePerSecond: faster }, sinceMs: nowMs };
}

/** Half as fast, and growing anew. Attempts that began before the last halving do not halve again. */
export function catchUpAfterFailure(
  pace: CatchUpPace,
  attempt: { startedAtMs: number; nowMs: number },
): CatchUpPace {
  if (attempt.startedAtMs <= pace.halvedAtMs) return pace;
  const ratePerSecond = Math.max(pace.bucket.ratePerSecond / 2, CATCH_UP.minPerSecond);
  return {
    bucket: { ...pace.bucket, ratePerSecond },
    sinceMs: attempt.nowMs,
    halvedAtMs: attempt.nowMs,
  };
}
