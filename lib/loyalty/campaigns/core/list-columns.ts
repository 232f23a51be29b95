import type { ListColumns } from "../../../http/core/list-columns.ts";
import { CAMPAIGN_TRIGGERS } from "../constants.ts";

/** What the list of campaigns can be filtered and sorted by. Ids rise with time. */
export const CAMPAIGN_COLUMNS = {
  campaignId: { type: "uuid", field: "id", isSortable: true },
  trigger: { type: "enum", field: "trigger", values: CAMPAIGN_TRIGGERS },
  name: { type: "text", field: "name", isSortable: true },
  active: { type: "boolean", field: "isActive" },
  startsAt: { type: "datetime", field: "startsAt", isSortable: true },
  endsAt: { type: "datetime", field: "endsAt", isNullable: true, isSortable: true },
  displayOrder: { type: "integer", field: "displayOrder", isSortable: true },
  createdAt: { type: "datetime", field: "createdAt", isSortable: true },
} as const satisfies ListColumns;
