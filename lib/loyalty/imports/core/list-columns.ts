import type { ListColumns } from "../../../http/core/list-columns.ts";
import { IMPORT_ITEM_STATUSES, IMPORT_STATUSES, IMPORT_TYPES } from "../constants.ts";

/** What the list of imports can be filtered and sorted by. Ids rise with time. */
export const IMPORT_LIST_COLUMNS = {
  importId: { type: "uuid", field: "id", isSortable: true },
  type: { type: "enum", field: "type", values: IMPORT_TYPES, isSortable: true },
  status: { type: "enum", field: "state", values: IMPORT_STATUSES },
  fileName: { type: "text", field: "fileName", isSortable: true },
  uploadedDate: { type: "datetime", field: "createdAt", isSortable: true },
  createdBy: { type: "text", field: "createdBy" },
} as const satisfies ListColumns;

/** Of what a file asks for. */
export const IMPORT_ITEM_COLUMNS = {
  line: { type: "integer", field: "line", isSortable: true },
  status: { type: "enum", field: "state", values: IMPORT_ITEM_STATUSES },
  entityId: { type: "uuid", field: "entityId", isNullable: true },
  message: { type: "text", field: "message", isNullable: true },
  updatedAt: { type: "datetime", field: "updatedAt", isSortable: true },
} as const satisfies ListColumns;
