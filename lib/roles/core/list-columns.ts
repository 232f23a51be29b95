import type { ListColumns } from "../../http/core/list-columns.ts";

/** What the list of roles can be filtered and sorted by. */
export const ROLE_COLUMNS = {
  roleId: { type: "integer", field: "id", isSortable: true },
  name: { type: "text", field: "name", isSortable: true },
  default: { type: "boolean", field: "isDefault", isSortable: true },
  master: { type: "boolean", field: "isMaster", isSortable: true },
} as const satisfies ListColumns;
