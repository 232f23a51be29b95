import type { ListColumns } from "../../../http/core/list-columns.ts";
import { REWARD_TYPES } from "../constants.ts";

/** What the list of rewards can be filtered and sorted by. Ids rise with time. */
export const REWARD_COLUMNS = {
  rewardId: { type: "uuid", field: "id", isSortable: true },
  reward: { type: "enum", field: "type", values: REWARD_TYPES },
  name: { type: "text", field: "name", isSortable: true },
  active: { type: "boolean", field: "isActive" },
  featured: { type: "boolean", field: "isFeatured" },
  public: { type: "boolean", field: "isPublic" },
  fulfillmentTracking: { type: "boolean", field: "hasFulfillmentTracking" },
  costInPoints: { type: "integer", field: "costInPoints", isNullable: true, isSortable: true },
  activeFrom: { type: "datetime", field: "activeFrom", isNullable: true },
  activeTo: { type: "datetime", field: "activeTo", isNullable: true },
  visibleFrom: { type: "datetime", field: "visibleFrom", isNullable: true },
  visibleTo: { type: "datetime", field: "visibleTo", isNullable: true },
  createdAt: { type: "datetime", field: "createdAt", isSortable: true },
} as const satisfies ListColumns;

export const COUPON_COLUMNS = {
  code: { type: "text", field: "code", isSortable: true },
  issued: { type: "boolean", field: "isIssued" },
} as const satisfies ListColumns;
