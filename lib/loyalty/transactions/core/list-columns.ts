import type { ListColumns } from "../../../http/core/list-columns.ts";
import { DOCUMENT_TYPES } from "../constants.ts";

/** What the list of transactions can be filtered and sorted by. Ids rise with time. */
export const TRANSACTION_COLUMNS = {
  transactionId: { type: "uuid", field: "id", isSortable: true },
  customerId: { type: "uuid", field: "memberId", isNullable: true },
  matched: { type: "boolean", field: "memberId", whenTrue: { not: null } },
  grossValue: { type: "decimal", field: "grossValue" },
  channelId: { type: "uuid", field: "channelId", isNullable: true },
  createdAt: { type: "datetime", field: "createdAt" },
  assignedToCustomerAt: { type: "datetime", field: "assignedAt", isNullable: true },
  "header:documentNumber": { type: "text", field: "documentNumber" },
  "header:documentType": { type: "enum", field: "documentType", values: DOCUMENT_TYPES },
  "header:linkedDocumentNumber": { type: "text", field: "linkedDocumentNumber", isNullable: true },
  "header:purchasedAt": { type: "datetime", field: "purchasedAt", isSortable: true },
  "header:purchasePlace": { type: "text", field: "purchasePlace", isNullable: true },
  "header:labels": { type: "labels", field: "labels" },
  "items:sku": { type: "text", field: "items.sku", isMany: true },
  "items:category": { type: "text", field: "items.category", isMany: true },
  "items:maker": { type: "text", field: "items.maker", isMany: true, isLeafNullable: true },
  "items:labels": { type: "labels", field: "items.labels", isMany: true },
  "customerData:customerId": { type: "uuid", field: "customerId", isNullable: true },
  "customerData:email": { type: "text", field: "customerEmail", isNullable: true },
  "customerData:name": { type: "text", field: "customerName", isNullable: true },
  "customerData:nip": { type: "text", field: "customerNip", isNullable: true },
  "customerData:phone": { type: "text", field: "customerPhone", isNullable: true },
  "customerData:loyaltyCardNumber": { type: "text", field: "customerCardNumber", isNullable: true },
} as const satisfies ListColumns;
