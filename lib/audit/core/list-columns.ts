import type { ListColumns } from "../../http/core/list-columns.ts";

/** What the audit log can be filtered and sorted by. Ids rise with time. */
export const AUDIT_COLUMNS = {
  eventType: { type: "text", field: "eventType", isSortable: true },
  entityType: { type: "text", field: "entityType", isSortable: true },
  entityId: { type: "text", field: "entityId", isId: true },
  username: { type: "text", field: "username", isNullable: true, isSortable: true },
  userId: { type: "uuid", field: "userId", isNullable: true },
  userType: { type: "text", field: "userType" },
  ip: { type: "text", field: "ip", isNullable: true },
  requestId: { type: "text", field: "requestId", isNullable: true },
  createdAt: { type: "datetime", field: "createdAt", isSortable: true },
  auditLogId: { type: "uuid", field: "id", isSortable: true },
  store: { type: "text", field: "store.code", isNullable: true, description: "The store's code" },
  "store:code": { type: "text", field: "store.code", isNullable: true, isSortable: true },
  "store:storeId": { type: "uuid", field: "store.id", isNullable: true },
  "store:name": { type: "text", field: "store.name", isNullable: true, isSortable: true },
  "apiKey:apiKeyId": { type: "uuid", field: "apiKey.id", isNullable: true },
  "apiKey:name": { type: "text", field: "apiKey.name", isNullable: true },
} as const satisfies ListColumns;
