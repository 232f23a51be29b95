import { context } from "@opentelemetry/api";
import type { Services } from "#lib/platform/runtime.ts";
import { type Attempt, attemptDelivery } from "./attempt.ts";
import { attemptSpan } from "./attempt-spans.ts";
import type { StoredEvent } from "./content.ts";
import { logFailure } from "./outcome.ts";
import { type DeliveryStateText, recordManual } from "./record.ts";
import type { Target } from "./targets.ts";

/**
 * One attempt that somebody waits for, sent and recorded at once. A test that fails is over; a retry that fails
 * leaves the delivery's schedule as it was.
 * @returns the attempt, and the delivery's state after it; null when the delivery is gone
 */
export async function attemptByHand(
  services: Services,
  target: Target,
  event: StoredEvent,
  delivery: { deliveryId: string; trigger: "test" | "manual" },
): Promise<{ attempt: Attempt; state: DeliveryStateText | null }> {
  const attempt = await attemptDelivery(services, target, event, delivery);
  const { verdict, outcome, trigger } = attempt;
  const failedState = trigger === "test" ? "exhausted" : "pending";
  const state = verdict.verdict === "succeeded" ? "succeeded" : failedState;
  services.metrics.attempts.observe(trigger, state, verdict.errorCode, outcome.timings.totalMs, null);
  attemptSpan(context.active(), attempt, { "messaging.destination.name": event.eventName });
  if (state !== "succeeded") {
    logFailure(services.logger, attempt, {
      eventName: event.eventName,
      number: undefined,
      state,
      retryInMs: null,
    });
  }
  return { attempt, state: await recordManual(services.db.pool, attempt, state) };
}
