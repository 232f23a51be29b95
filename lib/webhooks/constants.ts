/** Limits of a webhook. The form, the REST API and the database agree on these. */
export const SUBSCRIPTION_LIMITS = {
  eventNamesMax: 50,
  urlCharsMax: 2048,
  descriptionCharsMax: 255,
  headersMax: 20,
  maxInFlight: { min: 1, max: 256, default: 32 },
  ratePerSecond: { min: 1, max: 10_000 },
  timeoutMs: { min: 1_000, max: 30_000, default: 15_000 },
  overlapHours: { min: 0, max: 168, default: 24 },
} as const;

export const SUBSCRIPTION_STATES = ["active", "paused", "disabled"] as const;
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number];

/** What may be the case with a webhook, the weightiest first; "ok" when nothing is. */
export const WEBHOOK_CONDITIONS = [
  "ok",
  "disabled",
  "paused",
  "holding",
  "breaker_open",
  "blocked",
  "failing",
  "catching_up",
  "slowed_down",
  "rate_limited",
] as const;
export type WebhookCondition = (typeof WEBHOOK_CONDITIONS)[number];

export const BODY_FORMATS = ["v5", "legacy", "mage"] as const;
export type BodyFormat = (typeof BODY_FORMATS)[number];
