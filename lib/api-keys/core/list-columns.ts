import type { ListColumns } from "../../http/core/list-columns.ts";

/** What a list of permanent keys can be filtered and sorted by. */
export const API_KEY_COLUMNS = {
  apiKeyId: { type: "uuid", field: "id", isSortable: true },
  name: { type: "text", field: "name", isSortable: true },
  token: { type: "text", field: "prefix", description: "Its first characters" },
  expirationDate: { type: "datetime", field: "expiresAt", isNullable: true, isSortable: true },
  readOnly: { type: "boolean", field: "isReadOnly" },
  createdAt: { type: "datetime", field: "createdAt", isSortable: true },
  lastUsedAt: { type: "datetime", field: "lastUsedAt", isNullable: true, isSortable: true },
} as const satisfies ListColumns;
