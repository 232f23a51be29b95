import type { REWARD_TYPES } from "#lib/loyalty/rewards/constants.ts";

type RewardType = (typeof REWARD_TYPES)[number];

export const REWARD_TYPE_WORDS: Record<RewardType, string> = {
  static_coupon: "Coupon",
  dynamic_coupon: "Dynamic coupon",
  conversion_coupon: "Conversion coupon",
  material: "Physical item",
};

export const REWARD_TYPE_MEANINGS: Record<RewardType, string> = {
  static_coupon: "Every coupon is worth the same.",
  dynamic_coupon: "What it is worth is said when it is given.",
  conversion_coupon: "As many units as the member likes become money.",
  material: "Something to be handed over or sent.",
};
