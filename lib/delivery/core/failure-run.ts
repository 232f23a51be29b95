/**
 * A run of nothing but failures, of one lane. It begins with the first failure after a success, ends with the next
 * success, and after five days the webhook is disabled. Times are milliseconds of one clock.
 */
export type FailureRun = {
  readonly sinceMs: number;
  readonly lastMs: number;
  readonly errorCode: string;
  /** Null when no answer came. */
  readonly statusCode: number | null;
};

const HOUR_MS = 3_600_000;

/** So long may a receiver fail before nothing is sent to it any more. */
export const FAILING_MAX_MS = 5 * 24 * HOUR_MS;

/**
 * Silence is no failure: when nothing was tried for longer than this, the next failure begins a new run. The
 * longest wait between two attempts is 24 hours and 20 %, the longest Retry-After 24 hours, and the last failure
 * is remembered to the hour.
 */
export const SILENCE_MAX_MS = 36 * HOUR_MS;

export function failureRunAfterFailure(
  run: FailureRun | null,
  failure: { nowMs: number; errorCode: string; statusCode: number | null },
): FailureRun {
  const { nowMs, errorCode, statusCode } = failure;
  const goesOn = run !== null && nowMs - run.lastMs <= SILENCE_MAX_MS;
  return { sinceMs: goesOn ? run.sinceMs : nowMs, lastMs: nowMs, errorCode, statusCode };
}

export function isFailingTooLong(run: FailureRun | null): boolean {
  return run !== null && run.lastMs - run.sinceMs >= FAILING_MAX_MS;
}
