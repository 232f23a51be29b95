import type { ListColumns } from "../../http/core/list-columns.ts";

/** What the list of stores can be filtered and sorted by. */
export const STORE_COLUMNS = {
  storeId: { type: "uuid", field: "id", isSortable: true },
  name: { type: "text", field: "name", isSortable: true },
  code: { type: "text", field: "code", isSortable: true },
  currency: { type: "text", field: "currency", isSortable: true },
  active: { type: "boolean", field: "active", isSortable: true },
  createdAt: { type: "datetime", field: "createdAt", isSortable: true },
  updatedAt: { type: "datetime", field: "updatedAt", isSortable: true },
} as const satisfies ListColumns;
