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
