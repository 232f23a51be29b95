/** Mage Loyalty's events, as its subscriptions name them. */
export const MAGE_EVENTS = [
  "points.earned",
  "points.redeemed",
  "customer.tier_upgrade",
  "customer.tier_downgrade",
] as const;

export type MageEvent = (typeof MAGE_EVENTS)[number];
