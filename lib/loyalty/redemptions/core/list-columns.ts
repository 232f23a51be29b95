import type { ListColumns } from "../../../http/core/list-columns.ts";
import { REWARD_TYPES } from "../../rewards/constants.ts";
import { REDEMPTION_STATUSES } from "../constants.ts";

/** What the list of redemptions can be filtered and sorted by. Ids rise with time. */
export const REDEMPTION_COLUMNS = {
  issuedRewardId: { type: "uuid", field: "id", isSortable: true },
  rewardId: { type: "uuid", field: "rewardId" },
  name: { type: "text", field: "name" },
  token: { type: "text", field: "token" },
  status: { type: "enum", field: "status", values: REDEMPTION_STATUSES },
  costInPoints: { type: "integer", field: "costInPoints", isSortable: true },
  rewardType: { type: "enum", field: "rewardType", values: REWARD_TYPES },
  redemptionDate: { type: "datetime", field: "redemptionDate", isSortable: true },
  cancelledAt: { type: "datetime", field: "cancelledAt", isNullable: true },
  customerId: { type: "uuid", field: "memberId" },
  "customerData:email": { type: "text", field: "member.email", isLeafNullable: true },
  "customerData:firstName": { type: "text", field: "member.firstName", isLeafNullable: true },
  "customerData:lastName": { type: "text", field: "member.lastName", isLeafNullable: true },
  "customerData:phone": { type: "text", field: "member.phone", isLeafNullable: true },
  "customerData:loyaltyCardNumber": { type: "text", field: "member.loyaltyCardNumber", isLeafNullable: true },
  "actionCause:transactionId": { type: "uuid", field: "causeTransactionId", isNullable: true },
  "actionCause:campaignId": { type: "uuid", field: "causeCampaignId", isNullable: true },
  "actionCause:customEventId": { type: "uuid", field: "causeCustomEventId", isNullable: true },
  "actionCause:internalEventName": { type: "text", field: "causeInternalEvent", isNullable: true },
} as const satisfies ListColumns;
