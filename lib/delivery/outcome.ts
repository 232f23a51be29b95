import type { Logger } from "#lib/platform/logger.ts";
import type { Attempt } from "./attempt.ts";
import { nextAttemptAt } from "./core/retry-policy.ts";
import type { DueDelivery } from "./due.ts";
import type { Lane } from "./lane.ts";
import type { ScheduledResult } from "./record.ts";

/** What a scheduled attempt means for its delivery. */
export function scheduledResult(lane: Lane, delivery: DueDelivery, attempt: Attempt): ScheduledResult {
  const { dueAt, queueRow } = delivery;
  const base = { attempt, epoch: lane.epoch, dueAt, queueRow, keepsPlace: lane.target.ordered };
  const { verdict } = attempt.verdict;
  if (verdict === "succeeded") return { ...base, state: "succeeded", retryInMs: null };
  if (verdict === "disable") return { ...base, state: "exhausted", retryInMs: null };
  const retryInMs = nextAttemptAt({
    schedule: lane.target.schedule,
    attemptsMade: delivery.step + 1,
    // The database adds the wait to its own clock.
    failedAtMs: 0,
    random: Math.random,
  });
  return { ...base, state: retryInMs === null ? "exhausted" : "pending", retryInMs };
}

export type FailureFacts = {
  eventName: string;
  /** Of the schedule; undefined for one outside it. */
  number: number | undefined;
  state: ScheduledResult["state"];
  retryInMs: number | null;
};

/**
 * One wide line for each attempt that failed; successes are counted elsewhere. Of the URL only scheme, host and port:
 * paths and query strings can be credentials.
 */
export function logFailure(logger: Logger, attempt: Attempt, facts: FailureFacts): void {
  const { outcome, verdict, target } = attempt;
  const { retryInMs } = facts;
  const { timings } = outcome;
  logger.info(
    {
      store: target.storeCode,
      webhook: target.subscriptionId,
      delivery: attempt.deliveryId,
      event: facts.eventName,
      attempt: facts.number,
      trigger: attempt.trigger,
      requestId: attempt.requestId,
      error: verdict.errorCode,
      status: outcome.kind === "answer" ? outcome.status : outcome.partialAnswer?.status,
      message: outcome.kind === "error" ? outcome.message : undefined,
      origin: target.outbound.origin,
      address: outcome.remoteAddress ?? undefined,
      ms: rounded(timings.totalMs),
      dnsMs: rounded(timings.dnsMs),
      connectMs: rounded(timings.connectMs),
      tlsMs: rounded(timings.tlsMs),
      firstByteMs: rounded(timings.firstByteMs),
      holdMs: verdict.holdMs ?? undefined,
      state: facts.state,
      retryInMs: retryInMs === null ? undefined : Math.round(retryInMs),
      nextAttemptAt:
        retryInMs === null ? undefined : new Date(attempt.startedAtMs + timings.totalMs + retryInMs),
    },
    "attempt failed",
  );
}

function rounded(ms: number | null): number | undefined {
  return ms === null ? undefined : Math.round(ms * 10) / 10;
}
