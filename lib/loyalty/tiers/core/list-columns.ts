import type { ListColumns } from "../../../http/core/list-columns.ts";

/** What the list of tier sets can be filtered and sorted by. Ids rise with time. */
export const TIER_SET_COLUMNS = {
  tierSetId: { type: "uuid", field: "id", isSortable: true },
  name: { type: "text", field: "name", isSortable: true },
  active: { type: "boolean", field: "isActive" },
  createdAt: { type: "datetime", field: "createdAt" },
} as const satisfies ListColumns;
