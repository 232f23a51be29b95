import type { ListColumns } from "../../../http/core/list-columns.ts";

/** What the lists can be filtered and sorted by. Ids rise with time. */
export const ACHIEVEMENT_COLUMNS = {
  achievementId: { type: "uuid", field: "id", isSortable: true },
  name: { type: "text", field: "name", isSortable: true },
  active: { type: "boolean", field: "isActive" },
  createdAt: { type: "datetime", field: "createdAt", isSortable: true },
} as const satisfies ListColumns;

export const TRIGGER_COLUMNS = {
  achievementId: { type: "uuid", field: "achievementId" },
  ruleId: { type: "uuid", field: "ruleId" },
  triggerId: { type: "uuid", field: "triggerId" },
  createdAt: { type: "datetime", field: "createdAt", isSortable: true },
} as const satisfies ListColumns;
