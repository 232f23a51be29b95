import type { ListColumns } from "../../../http/core/list-columns.ts";
import { TRANSFER_TYPES } from "../constants.ts";

/** What lists of transfers can be filtered and sorted by. Ids rise with time. */
export const OWN_TRANSFER_COLUMNS = {
  transferId: { type: "uuid", field: "id", isSortable: true },
  accountId: { type: "uuid", field: "walletId" },
  walletId: { type: "uuid", field: "walletId" },
  type: { type: "enum", field: "type", values: TRANSFER_TYPES },
  value: { type: "decimal", field: "units" },
  pending: { type: "boolean", field: "state", whenTrue: { equals: "pending" } },
  cancelled: { type: "boolean", field: "state", whenTrue: { equals: "cancelled" } },
  comment: { type: "text", field: "comment", isNullable: true },
  createdBy: { type: "text", field: "createdBy" },
  externalTransferId: { type: "text", field: "externalTransferId", isNullable: true },
  createdAt: { type: "datetime", field: "createdAt" },
  registeredOn: { type: "datetime", field: "registeredAt" },
  lockedUntil: { type: "datetime", field: "lockedUntil", isNullable: true },
  expiresAt: { type: "datetime", field: "expiresAt", isNullable: true },
  "actionCause:transactionId": { type: "uuid", field: "causeTransactionId", isNullable: true },
  "actionCause:campaignId": { type: "uuid", field: "causeCampaignId", isNullable: true },
  "actionCause:customEventId": { type: "uuid", field: "causeCustomEventId", isNullable: true },
  "actionCause:internalEventName": { type: "text", field: "causeInternalEvent", isNullable: true },
  "walletType:code": { type: "text", field: "wallet.walletType.code" },
} as const satisfies ListColumns;

/** Of the store's list; a member's own is of nobody else. */
export const TRANSFER_COLUMNS = {
  ...OWN_TRANSFER_COLUMNS,
  "member:id": { type: "uuid", field: "memberId" },
  "member:email": { type: "text", field: "wallet.member.email", isLeafNullable: true },
  "member:phoneNumber": { type: "text", field: "wallet.member.phone", isLeafNullable: true },
  "member:loyaltyCardNumber": {
    type: "text",
    field: "wallet.member.loyaltyCardNumber",
    isLeafNullable: true,
  },
} as const satisfies ListColumns;

/** Of a member's wallets. */
export const WALLET_COLUMNS = {
  walletId: { type: "uuid", field: "id", isSortable: true },
  walletTypeId: { type: "uuid", field: "walletTypeId" },
  name: { type: "text", field: "walletType.name", isSortable: true },
  createdAt: { type: "datetime", field: "createdAt", isSortable: true },
} as const satisfies ListColumns;

/** Of wallet types. */
export const WALLET_TYPE_COLUMNS = {
  walletTypeId: { type: "uuid", field: "id", isSortable: true },
  code: { type: "text", field: "code", isSortable: true },
  name: { type: "text", field: "name", isSortable: true },
  active: { type: "boolean", field: "isActive" },
  isDefault: { type: "boolean", field: "isDefault" },
  createdAt: { type: "datetime", field: "createdAt", isSortable: true },
} as const satisfies ListColumns;
