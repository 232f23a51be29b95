import type { DeliveryDto } from "#lib/deliveries/schema.ts";
import { uuidTime } from "#lib/platform/core/uuid-v7.ts";
import { REASON_MESSAGES } from "./core/match-words.ts";
import type { DeliveryCounts } from "./event-search.ts";
import type { Match } from "./matches.ts";
import type { EventDetailsDto, EventRow, EventWebhookDto, ExplainedEvent, PublishedEvent } from "./schema.ts";

type StoredRow = { id: string; event_name: string; created_at: Date; data_start: string };

const NONE: DeliveryCounts = { succeeded: 0, pending: 0, exhausted: 0, cancelled: 0 };

export function presentEventRow(row: StoredRow, deliveries: DeliveryCounts = NONE): EventRow {
  return {
    eventId: row.id,
    eventName: row.event_name,
    createdAt: row.created_at.toISOString(),
    publishedAt: publishedAt(row.id),
    dataStart: row.data_start,
    deliveries,
  };
}

export type StoredEventRow = {
  id: string;
  eventName: string;
  data: string;
  createdAt: Date;
  publishedBy: string | null;
  requestId: string | null;
  traceParent: string | null;
};

export function presentEvent(row: StoredEventRow, isTest: boolean): PublishedEvent {
  return {
    eventId: row.id,
    eventName: row.eventName,
    dataJson: row.data,
    createdAt: row.createdAt.toISOString(),
    publishedAt: publishedAt(row.id),
    publishedBy: row.publishedBy,
    requestId: row.requestId,
    traceParent: row.traceParent,
    isTest,
  };
}

export function presentEventDetails({ event, webhooks }: ExplainedEvent): EventDetailsDto {
  const { dataJson, ...rest } = event;
  return { ...rest, data: parseExactly(dataJson), webhooks };
}

/** What JavaScript's JSON can do since ES2026, of which TypeScript's library does not know yet. */
type SourceJson = {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): unknown;
};

/** Numbers keep their digits: what a double would round is written again as it stands in the text. */
function parseExactly(text: string): unknown {
  const json = JSON as unknown as SourceJson;
  return json.parse(text, (_key, value, { source }) =>
    typeof value === "number" && source !== undefined && String(value) !== source
      ? json.rawJSON(source)
      : value,
  );
}

export function presentMatch(match: Match, deliveries: ReadonlyMap<string, DeliveryDto>): EventWebhookDto {
  const { reason, atMs } = match;
  return {
    webhookSubscriptionId: match.subscriptionId,
    url: match.url,
    state: match.state,
    isDeleted: match.isDeleted,
    matched: reason === null,
    reason,
    message: reason === null ? null : REASON_MESSAGES[reason],
    at: atMs === null ? null : new Date(atMs).toISOString(),
    delivery: match.deliveryId === null ? null : (deliveries.get(match.deliveryId) ?? null),
  };
}

/** An event's id is made when it is published. */
const publishedAt = (eventId: string) => new Date(uuidTime(eventId)).toISOString();
