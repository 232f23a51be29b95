export const REDEMPTION_STATUSES = [
  "issued",
  "pending",
  "approved",
  "packing",
  "awaiting_shipping",
  "shipped",
  "returned",
  "completed",
  "canceled",
  "rejected",
] as const;
export type RedemptionStatus = (typeof REDEMPTION_STATUSES)[number];

/** In one purchase. */
export const QUANTITY_MAX = 100;
