import type { FailureRun } from "./failure-run.ts";

/** What is known of a lane in its owner's memory alone. Times are of the owner's monotonic clock. */
export type LaneCondition = {
  failureRun: FailureRun | null;
  /** Nothing but a probe is sent before; null while the breaker is closed. */
  breakerUntilMs: number | null;
  /** How many may be under way at once, while a receiver in trouble has made that too few for what waits; or null. */
  slots: number | null;
  /** Something waits for its turn under the webhook's rate. */
  isRateLimited: boolean;
  isCatchingUp: boolean;
};
