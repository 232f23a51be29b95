/** Whether an event goes to a webhook, and if not, why. Publishing and the match explanation both ask here. */

export type MatchableEvent = { eventName: string; createdAtMs: number };

export type MatchableSubscription = {
  eventNames: readonly string[];
  activeFromMs: number;
  state: "active" | "paused" | "disabled";
  isDeleted: boolean;
};

export const NO_MATCH_REASONS = ["deleted", "event_not_subscribed", "active_later", "disabled"] as const;
export type NoMatchReason = (typeof NO_MATCH_REASONS)[number];

/** Null means that the event goes to the webhook. A paused webhook matches: its deliveries wait. */
export function reasonNotMatched(
  event: MatchableEvent,
  subscription: MatchableSubscription,
): NoMatchReason | null {
  if (subscription.isDeleted) return "deleted";
  if (!subscription.eventNames.includes(event.eventName)) return "event_not_subscribed";
  if (event.createdAtMs < subscription.activeFromMs) return "active_later";
  if (subscription.state === "disabled") return "disabled";
  return null;
}
