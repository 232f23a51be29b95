import { MAGE_EVENTS, type MageEvent } from "#lib/catalogue/mage-events.ts";
import type { BodyFormat, SubscriptionState } from "./constants.ts";
import { type ConditionFacts, type ConditionItem, webhookHealth } from "./core/condition.ts";
import type { StoredHeader } from "./core/sealed.ts";
import type {
  SecretDto,
  SubscriptionDetailsDto,
  SubscriptionDto,
  WebhookChangeDto,
  WebhookHealthDto,
} from "./schema.ts";

/** Stands for a header's value where it is not shown. No header can have it as its value. */
export const HIDDEN_VALUE = "••••••";

/** A webhook as read, with its headers opened. */
export type Subscription = {
  id: string;
  eventNames: readonly string[];
  url: string;
  description: string | null;
  activeFrom: Date;
  state: SubscriptionState;
  disabledReason: string | null;
  disabledAt: Date | null;
  format: BodyFormat;
  mageEvents: readonly string[];
  hmacEnabled: boolean;
  maxInFlight: number;
  ratePerSecond: number | null;
  timeoutMs: number;
  ordered: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  headers: readonly StoredHeader[];
  lane: ConditionFacts["lane"];
};

/** The values are often credentials of the receiver: whoever may only look gets HIDDEN_VALUE. */
export type HeaderValues = "shown" | "hidden";

/** Dates are ISO 8601 in UTC with milliseconds and "Z". */
export function presentSubscription(subscription: Subscription, headerValues: HeaderValues): SubscriptionDto {
  const [first] = presentHeaders(subscription, headerValues);
  return {
    webhookSubscriptionId: subscription.id,
    eventName: subscription.eventNames[0] ?? "",
    eventNames: [...subscription.eventNames],
    url: subscription.url,
    ...first,
    legacy: subscription.format === "legacy",
    format: subscription.format,
    mageEvents: mageEventsOf(subscription),
    createdAt: subscription.createdAt.toISOString(),
    destinationType: "rest",
    description: subscription.description,
    activeFrom: subscription.activeFrom.toISOString(),
    state: subscription.state,
    disabledReason: subscription.disabledReason,
    health: presentHealth(subscription),
    hmacEnabled: subscription.hmacEnabled,
    maxInFlight: subscription.maxInFlight,
    ratePerSecond: subscription.ratePerSecond,
    timeoutMs: subscription.timeoutMs,
    ordered: subscription.ordered,
    updatedAt: subscription.updatedAt.toISOString(),
    version: subscription.version,
  };
}

/** In the order of MAGE_EVENTS. The column holds no others. */
export function mageEventsOf({ mageEvents }: Pick<Subscription, "mageEvents">): MageEvent[] {
  return MAGE_EVENTS.filter((event) => mageEvents.includes(event));
}

export function presentHealth(facts: ConditionFacts): WebhookHealthDto {
  const { others, ...main } = webhookHealth(facts);
  return { ...presentCondition(main), others: others.map(presentCondition) };
}

function presentCondition(item: ConditionItem) {
  return {
    ...item,
    since: item.since?.toISOString() ?? null,
    until: item.until?.toISOString() ?? null,
  };
}

export function presentSubscriptionDetails(
  subscription: Subscription,
  headerValues: HeaderValues,
): SubscriptionDetailsDto {
  return {
    ...presentSubscription(subscription, headerValues),
    headers: presentHeaders(subscription, headerValues),
  };
}

function presentHeaders(subscription: Subscription, headerValues: HeaderValues): StoredHeader[] {
  return subscription.headers.map(({ headerName, headerValue }) => ({
    headerName,
    headerValue: headerValues === "shown" ? headerValue : HIDDEN_VALUE,
  }));
}

export type SecretRow = { version: number; createdAt: Date; expiresAt: Date | null };

/**
 * Every secret in force signs every attempt, so the last one that a secret signed is the webhook's last, or was made
 * before it expired: its end is said then.
 */
export function presentSecret(row: SecretRow, lastAttemptAt: Date | null, nowMs: number): SecretDto {
  const { version, createdAt, expiresAt } = row;
  const isExpired = expiresAt !== null && expiresAt.getTime() <= nowMs;
  const hasSigned = lastAttemptAt !== null && lastAttemptAt >= createdAt;
  const lastSignedAt =
    hasSigned && expiresAt !== null && lastAttemptAt > expiresAt ? expiresAt : lastAttemptAt;
  return {
    version,
    state: expiresAt === null ? "current" : isExpired ? "expired" : "overlap",
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastSignedAt: hasSigned ? (lastSignedAt?.toISOString() ?? null) : null,
  };
}

export type ChangeRow = {
  id: string;
  eventType: string;
  username: string | null;
  userType: string;
  ip: string | null;
  requestId: string | null;
  before: unknown;
  after: unknown;
  createdAt: Date;
};

export function presentChange(row: ChangeRow): WebhookChangeDto {
  return {
    id: row.id,
    eventType: row.eventType,
    at: row.createdAt.toISOString(),
    by: row.userType === "system" ? null : row.username,
    ip: row.ip,
    requestId: row.requestId,
    before: viewOf(row.before),
    after: viewOf(row.after),
  };
}

function viewOf(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
}
