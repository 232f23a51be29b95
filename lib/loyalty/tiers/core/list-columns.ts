import type { ListColumns } from "../../../http/core/list-columns.ts";

/** What the list of tier sets can be filtered and sorted by. Ids rise with time. */
export const TIER_SET_COLUMNS = {
  tierSetId: { type: "uuid", field: "id", isSortable: true },
  name: { type: "text", field: "name", isSortable: true },
  active: { type: "boolean", field: "isActive" },
  createdAt: { type: "datetime", field: "createdAt" },
} as const satisfies ListColumns;

/** Of tiers, whichever set they are in. */
export const TIER_COLUMNS = {
  levelId: { type: "uuid", field: "id", isSortable: true },
  name: { type: "text", field: "name", isSortable: true },
  description: { type: "text", field: "description", isNullable: true },
  active: { type: "boolean", field: "isActive" },
  createdAt: { type: "datetime", field: "createdAt", isSortable: true },
} as const satisfies ListColumns;
