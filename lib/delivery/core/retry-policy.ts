/**
 * Seconds between the attempts of one delivery; the first entry is the wait before the first attempt.
 * The schedule that the Standard Webhooks specification recommends: ten attempts in about 75 hours.
 */
export const DEFAULT_RETRY_SCHEDULE_SECONDS: readonly number[] = [
  0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400,
];

/** Each wait is drawn from ±20 % of its entry, so that a receiver that comes back is not met by everything at once. */
const JITTER = 0.2;

export type RetryQuestion = {
  /** Seconds before each attempt, the first attempt included. */
  schedule: readonly number[];
  /** How many attempts of the schedule have been made, the failed one included. */
  attemptsMade: number;
  failedAtMs: number;
  /** A number from 0 up to 1, as `Math.random`. */
  random: () => number;
};

/** When the next attempt is due, in milliseconds since the epoch, or null when the schedule is used up. */
export function nextAttemptAt({ schedule, attemptsMade, failedAtMs, random }: RetryQuestion): number | null {
  const waitSeconds = schedule[attemptsMade];
  if (waitSeconds === undefined) return null;
  return failedAtMs + Math.round(waitSeconds * 1_000 * (1 - JITTER + 2 * JITTER * random()));
}
