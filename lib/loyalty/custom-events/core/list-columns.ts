import type { ListColumns } from "../../../http/core/list-columns.ts";

/** What the lists can be filtered and sorted by. Ids rise with time. */
export const CUSTOM_EVENT_COLUMNS = {
  customEventId: { type: "uuid", field: "id", isSortable: true },
  customerId: { type: "uuid", field: "memberId", isNullable: true },
  type: { type: "text", field: "type" },
  eventName: { type: "text", field: "eventName" },
  eventId: { type: "text", field: "eventId", isNullable: true },
  "customerData:email": { type: "text", field: "customerEmail", isNullable: true },
  "customerData:phone": { type: "text", field: "customerPhone", isNullable: true },
  "customerData:loyaltyCardNumber": { type: "text", field: "customerCardNumber", isNullable: true },
  eventDate: { type: "datetime", field: "eventDate", isSortable: true },
  createdAt: { type: "datetime", field: "createdAt", isSortable: true },
} as const satisfies ListColumns;

export const SCHEMA_COLUMNS = {
  eventType: { type: "text", field: "eventType", isSortable: true },
  name: { type: "text", field: "name", isSortable: true },
  active: { type: "boolean", field: "isActive" },
  createdAt: { type: "datetime", field: "createdAt", isSortable: true },
} as const satisfies ListColumns;
