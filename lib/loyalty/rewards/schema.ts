import { z } from "zod";
import { isAmount } from "../core/amount.ts";
import {
  amount,
  dateTime,
  INT32_MAX,
  intervalType,
  labels,
  listTotal,
  longText,
  string,
  text,
  translationsOf,
} from "../shapes.ts";
import { COUPONS_MAX, REWARD_TYPES } from "./constants.ts";

const days = z.int().min(0).max(36_500);

const Translation = z.strictObject({
  name: text,
  shortDescription: longText.optional(),
  usageInstruction: longText.optional(),
  conditionsDescription: longText.optional(),
  brandDescription: longText.optional(),
  brandName: string.max(255).optional(),
});

const Period = z
  .strictObject({ allTime: z.boolean(), from: dateTime.optional(), to: dateTime.optional() })
  .superRefine((period, ctx) => {
    if (period.allTime) return;
    for (const end of ["from", "to"] as const) {
      if (period[end] === undefined) {
        ctx.addIssue({
          code: "custom",
          path: [end],
          message: "This value is required unless allTime is true.",
          params: { code: "required" },
        });
      }
    }
  });

const UsageLimit = z.strictObject({
  interval: z.strictObject({ type: intervalType }).optional(),
  value: z.number().min(0).max(INT32_MAX),
});

const usages = z.int().min(-1).max(INT32_MAX);

const CouponGenerator = z.strictObject({
  length: z.int().min(4).max(64),
  characterSet: z.enum(["alphanum", "alpha", "num"]),
  prefix: z
    .string()
    .max(32)
    .regex(/^[\w-]*$/, { error: "A prefix has letters, digits, _ and - only." })
    .optional(),
});

const anyReward = {
  translations: translationsOf(Translation),
  categories: z.array(z.uuid()).max(100).default([]),
  /** Percent. */
  tax: z
    .number()
    .min(0)
    .max(100)
    .refine(isAmount, "This value should have six decimal places or less.")
    .optional(),
  price: amount.optional(),
  taxPriceValue: amount.optional(),
  active: z.boolean().default(false),
  /** Segments are not known here: a reward is for everybody or for some tiers. */
  target: z.literal("level").optional(),
  /** The tiers that may have it. Empty: all. */
  levels: z.array(z.uuid()).max(100).default([]),
  /** When it can be had. */
  activity: Period,
  /** When members see it. */
  visibility: Period,
  labels: labels.default([]),
  featured: z.boolean().default(false),
  public: z.boolean().default(false),
  costInPoints: amount.nullable().default(null),
  /** From which wallet it is paid. Left out: the default one. */
  sourceWalletTypeCode: text.nullable().default(null),
  limits: z.strictObject({ general: UsageLimit.optional(), perMember: UsageLimit.optional() }).default({}),
  /** -1: without limit. */
  usageLimit: z
    .strictObject({ perUser: usages, general: usages.default(-1) })
    .default({ perUser: -1, general: -1 }),
  fulfillmentTracking: z.boolean().default(false),
};

const anyCoupon = {
  ...anyReward,
  /** Days from the purchase until the coupon can be used. */
  daysInactive: days.optional(),
  /** Days for which it can be used then. */
  daysValid: days.min(1).optional(),
  /** Until when it can be used; goes before daysValid. */
  dateValid: dateTime.optional(),
  /** Makes codes. Without it the codes are those that were uploaded. */
  couponGenerator: CouponGenerator.optional(),
};

const couponValueType = z.enum(["money", "percentage"]).default("money");

const StaticCoupon = z.strictObject({
  reward: z.literal("static_coupon"),
  ...anyCoupon,
  couponValueType,
  couponValue: amount,
});
const DynamicCoupon = z.strictObject({ reward: z.literal("dynamic_coupon"), ...anyCoupon, couponValueType });
const ConversionCoupon = z.strictObject({
  reward: z.literal("conversion_coupon"),
  ...anyCoupon,
  unitsConversion: z.strictObject({ rounding: z.enum(["default", "up", "down"]), ratio: amount }),
});
const Material = z.strictObject({ reward: z.literal("material"), ...anyReward });

export const RewardDefinition = z
  .discriminatedUnion("reward", [StaticCoupon, DynamicCoupon, ConversionCoupon, Material])
  .superRefine((reward, ctx) => {
    const refuse = (path: string[], message: string) =>
      ctx.addIssue({ code: "custom", path, message, params: { code: "reward" } });
    if (reward.target === "level" && reward.levels.length === 0) {
      refuse(["levels"], 'The tiers are required when target is "level".');
    }
    if (
      reward.reward === "static_coupon" &&
      reward.couponValueType === "percentage" &&
      reward.couponValue > 100
    ) {
      refuse(["couponValue"], "A percentage should be 100 or less.");
    }
    if (reward.reward === "conversion_coupon" && reward.unitsConversion.ratio === 0) {
      refuse(["unitsConversion", "ratio"], "The ratio should be more than 0.");
    }
  });
export type RewardDefinition = z.output<typeof RewardDefinition>;
export type NewReward = z.input<typeof RewardDefinition>;

/** A change names everything but the type, which stays: what it leaves out gets its default. */
export const RewardChange = z
  .looseObject({})
  .meta({ description: "As for a new reward, without `reward`: the type of a reward cannot be changed." });
export type RewardChange = z.output<typeof RewardChange>;

export const CreatedReward = z.object({ rewardId: z.uuid() });

export const NewCoupons = z.strictObject({ coupons: z.array(text).min(1).max(COUPONS_MAX) });
export type NewCoupons = z.infer<typeof NewCoupons>;

const period = z.object({ allTime: z.boolean(), from: z.string().optional(), to: z.string().optional() });
const LimitUsage = z.object({
  interval: z.object({ type: z.string() }).optional(),
  currentValue: z.number(),
  limitValue: z.number(),
});

export const RewardDto = z.object({
  rewardId: z.uuid(),
  reward: z.enum(REWARD_TYPES),
  name: z.string(),
  active: z.boolean(),
  target: z.string().optional(),
  levels: z.array(z.string()),
  levelNames: z.record(z.string(), z.string()),
  segments: z.array(z.string()),
  segmentNames: z.record(z.string(), z.string()),
  categories: z.array(z.string()),
  categoryNames: z.record(z.string(), z.string()),
  brandIcon: z.boolean(),
  photos: z.array(z.object({})),
  translations: z.array(z.looseObject({ name: z.string(), id: z.int(), locale: z.string() })),
  activity: period,
  visibility: period,
  labels: z.array(z.object({ key: z.string(), value: z.string() })),
  featured: z.boolean(),
  public: z.boolean(),
  fulfillmentTracking: z.boolean(),
  costInPoints: z.number().nullable(),
  sourceWalletTypeCode: z.string().nullable(),
  tax: z.number().optional(),
  taxPriceValue: z.number().optional(),
  price: z.number().optional(),
  couponGenerator: z
    .object({ length: z.int(), characterSet: z.string(), prefix: z.string().optional() })
    .optional(),
  couponValue: z.number().optional(),
  couponValueType: z.string().optional(),
  unitsConversion: z.object({ ratio: z.number(), rounding: z.string() }).optional(),
  daysInactive: z.int().optional(),
  daysValid: z.int().optional(),
  dateValid: z.string().optional(),
  usageLimit: z.object({ general: z.int(), perUser: z.int() }),
  limitUsages: z.object({ general: LimitUsage.optional(), perMember: LimitUsage.optional() }),
  /** Uploaded codes that nobody got yet; only of rewards without a generator. */
  notIssuedCoupons: z.int().optional(),
  /** How often it can still be had by everybody together; left out without limit. */
  usageLeft: z.int().optional(),
  createdAt: z.string(),
});
export type RewardDto = z.infer<typeof RewardDto>;
export const RewardListDto = z.object({ items: z.array(RewardDto), total: listTotal });
export type RewardListDto = z.infer<typeof RewardListDto>;

export const MemberRewardDto = RewardDto.extend({
  canBeBoughtByCustomer: z.boolean(),
  /** How often the member can still have it; left out without limit. */
  usageLeftForCustomer: z.int().optional(),
});
export const MemberRewardListDto = z.object({ items: z.array(MemberRewardDto), total: listTotal });
export type MemberRewardListDto = z.infer<typeof MemberRewardListDto>;

export const CouponListDto = z.object({
  items: z.array(z.object({ code: z.string(), issued: z.boolean() })),
  total: listTotal,
});
export type CouponListDto = z.infer<typeof CouponListDto>;
