import type { ListColumns } from "#lib/http/core/list-columns.ts";

/** What the list of a store's own events can be filtered and sorted by. */
export const EVENT_DEFINITION_COLUMNS = {
  eventName: { type: "text", field: "eventName", isSortable: true },
  title: { type: "text", field: "title", isSortable: true },
  description: { type: "text", field: "description" },
  category: { type: "text", field: "category", isSortable: true },
  createdAt: { type: "datetime", field: "createdAt", isSortable: true },
  updatedAt: { type: "datetime", field: "updatedAt", isSortable: true },
} as const satisfies ListColumns;
