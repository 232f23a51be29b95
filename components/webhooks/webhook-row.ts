import type { WebhookActivityDto } from "#lib/statistics/schema.ts";
import type { SubscriptionState, WebhookCondition } from "#lib/webhooks/constants.ts";
import type { SubscriptionDto } from "#lib/webhooks/schema.ts";

/** What the list shows of a webhook, and no more: it is sent fifty times a page. */
export type WebhookRow = {
  id: string;
  /** The first ones only; `eventCount` tells how many there are. */
  eventNames: readonly string[];
  eventCount: number;
  url: string;
  activeFrom: string;
  legacy: boolean;
  state: SubscriptionState;
  disabledReason: string | null;
  condition: WebhookCondition;
  /** The condition in a sentence or two. */
  conditionMessage: string;
  /** As it was read: a change of another version is refused. */
  version: number;
  timeoutMs: number;
  activity: WebhookActivityDto | null;
};

const NAMED_EVENTS_MAX = 8;

export function toWebhookRow(
  subscription: SubscriptionDto,
  activity: WebhookActivityDto | null = null,
): WebhookRow {
  return {
    id: subscription.webhookSubscriptionId,
    eventNames: subscription.eventNames.slice(0, NAMED_EVENTS_MAX),
    eventCount: subscription.eventNames.length,
    url: subscription.url,
    activeFrom: subscription.activeFrom,
    legacy: subscription.legacy,
    state: subscription.state,
    disabledReason: subscription.disabledReason,
    condition: subscription.health.condition,
    conditionMessage: subscription.health.message,
    version: subscription.version,
    timeoutMs: subscription.timeoutMs,
    activity,
  };
}

/** A webhook is called by its event, or by how many it has. */
export function webhookName({
  eventNames,
  eventCount,
}: Pick<WebhookRow, "eventNames" | "eventCount">): string {
  return eventCount === 1 ? (eventNames[0] ?? "") : `${eventCount} events`;
}
