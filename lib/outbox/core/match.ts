import type { MageEvent } from "#lib/catalogue/mage-events.ts";
import type { BodyFormat } from "#lib/webhooks/constants.ts";

/** Whether an event goes to a webhook, and if not, why. Publishing and the match explanation both ask here. */

export type MatchableEvent = {
  eventName: string;
  createdAtMs: number;
  /** What it is in Mage's terms (`mageFormOf`); null when it is nothing there. */
  mageEvent: MageEvent | null;
};

export type MatchableSubscription = {
  eventNames: readonly string[];
  format: BodyFormat;
  /** Of a webhook in Mage's format. */
  mageEvents: readonly string[];
  activeFromMs: number;
  state: "active" | "paused" | "disabled";
  isDeleted: boolean;
};

export const NO_MATCH_REASONS = [
  "deleted",
  "event_not_subscribed",
  "no_mage_form",
  "active_later",
  "disabled",
] as const;
export type NoMatchReason = (typeof NO_MATCH_REASONS)[number];

/** Null means that the event goes to the webhook. A paused webhook matches: its deliveries wait. */
export function reasonNotMatched(
  event: MatchableEvent,
  subscription: MatchableSubscription,
): NoMatchReason | null {
  if (subscription.isDeleted) return "deleted";
  if (!subscription.eventNames.includes(event.eventName)) return "event_not_subscribed";
  if (subscription.format === "mage") {
    if (event.mageEvent === null) return "no_mage_form";
    if (!subscription.mageEvents.includes(event.mageEvent)) return "event_not_subscribed";
  }
  if (event.createdAtMs < subscription.activeFromMs) return "active_later";
  if (subscription.state === "disabled") return "disabled";
  return null;
}

/** Afterwards there are more reasons: the webhook may be another one by now than the one that the event met. */
export const EXPLAINED_REASONS = [
  ...NO_MATCH_REASONS,
  "added_later",
  "changed_since",
  "test_of_another",
] as const;
export type ExplainedReason = (typeof EXPLAINED_REASONS)[number];

export type ExplainedEvent = MatchableEvent & {
  publishedAtMs: number;
  /** Published for a test, which goes to the tested webhook alone. */
  isTest: boolean;
};

/** A webhook as it is now. */
export type ExplainedSubscription = Omit<MatchableSubscription, "isDeleted"> & {
  addedAtMs: number;
  disabledAtMs: number | null;
  deletedAtMs: number | null;
};

export type MatchExplanation = {
  /** Null: the event went to the webhook. */
  reason: ExplainedReason | null;
  /** The moment that the reason is about, where there is one. */
  atMs: number | null;
};

/**
 * Why a published event went to a webhook or did not. A delivery proves that it did; without one the webhook's
 * present settings tell why, as far as they are older than the event.
 */
export function explainMatch(
  event: ExplainedEvent,
  subscription: ExplainedSubscription,
  hasDelivery: boolean,
): MatchExplanation {
  if (hasDelivery) return { reason: null, atMs: null };
  if (event.isTest) return { reason: "test_of_another", atMs: null };
  const { addedAtMs, disabledAtMs, deletedAtMs, activeFromMs } = subscription;
  if (addedAtMs > event.publishedAtMs) return { reason: "added_later", atMs: addedAtMs };
  const wasBefore = (ms: number | null) => ms !== null && ms <= event.publishedAtMs;
  const isDisabledLater = disabledAtMs !== null && !wasBefore(disabledAtMs);
  const reason = reasonNotMatched(event, {
    ...subscription,
    state: isDisabledLater ? "active" : subscription.state,
    isDeleted: wasBefore(deletedAtMs),
  });
  switch (reason) {
    case "deleted":
      return { reason, atMs: deletedAtMs };
    case "active_later":
      return { reason, atMs: activeFromMs };
    case "disabled":
      return { reason, atMs: disabledAtMs };
    case "event_not_subscribed":
    case "no_mage_form":
      return { reason, atMs: null };
    case null:
      return { reason: "changed_since", atMs: null };
  }
}
