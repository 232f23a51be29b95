import type { ListColumns } from "../../http/core/list-columns.ts";
import { EXPLAINED_REASONS } from "../../outbox/core/match.ts";

/** What the webhooks of an event can be filtered by. Those that it went to come first; there is no other order. */
export const EVENT_WEBHOOK_COLUMNS = {
  webhookSubscriptionId: { type: "uuid", field: "webhookSubscriptionId" },
  url: { type: "text", field: "url" },
  matched: { type: "boolean", field: "matched" },
  reason: { type: "enum", field: "reason", isNullable: true, values: EXPLAINED_REASONS },
} as const satisfies ListColumns;
