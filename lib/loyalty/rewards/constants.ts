export const REWARD_TYPES = ["static_coupon", "dynamic_coupon", "conversion_coupon", "material"] as const;

/** In one upload. */
export const COUPONS_MAX = 10_000;
