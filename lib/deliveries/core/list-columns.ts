import type { ListColumns } from "#lib/http/core/list-columns.ts";
import { DELIVERY_STATES, DELIVERY_TRIGGERS } from "../constants.ts";

/** What the log can be filtered and sorted by. Ids rise with time, so a sort by id is one by creation. */
export const DELIVERY_COLUMNS = {
  deliveryId: { type: "uuid", field: "id", isSortable: true },
  eventId: { type: "uuid", field: "eventId" },
  webhookSubscriptionId: { type: "uuid", field: "subscriptionId" },
  eventName: { type: "text", field: "eventName" },
  state: { type: "enum", field: "state", values: DELIVERY_STATES },
  trigger: { type: "enum", field: "trigger", values: DELIVERY_TRIGGERS },
  attempts: { type: "integer", field: "attempts" },
  lastStatusCode: { type: "integer", field: "lastStatusCode", isNullable: true },
  lastErrorCode: { type: "text", field: "lastErrorCode", isNullable: true },
  createdAt: { type: "datetime", field: "createdAt" },
  dueAt: { type: "datetime", field: "dueAt", isNullable: true },
  completedAt: { type: "datetime", field: "completedAt", isNullable: true },
} as const satisfies ListColumns;
