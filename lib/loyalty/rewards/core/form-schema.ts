import { z } from "zod";
import {
  fieldInstant,
  fieldText,
  instantText,
  longText,
  optionalAmount,
  optionalInteger,
  optionalText,
  requiredText,
} from "../../core/form-fields.ts";
import { amountLimit, limitValuesOf } from "../../core/form-limits.ts";
import { REWARD_TYPES } from "../constants.ts";
import type { NewReward, RewardDefinition } from "../schema.ts";

const USES_MAX = 2_147_483_647;
const DAYS_MAX = 36_500;

const period = z
  .object({ isLimited: z.boolean(), from: z.date().nullable(), to: z.date().nullable() })
  .superRefine(({ isLimited, from, to }, ctx) => {
    if (!isLimited) return;
    if (from === null) ctx.addIssue({ code: "custom", path: ["from"], message: "Enter when it begins." });
    if (to === null) ctx.addIssue({ code: "custom", path: ["to"], message: "Enter when it ends." });
    if (from !== null && to !== null && to <= from) {
      ctx.addIssue({ code: "custom", path: ["to"], message: "It should end after it begins." });
    }
  });

const perPeriod = amountLimit.transform((limit) => {
  if (limit === undefined) return undefined;
  const { value, interval } = limit as { value: number; interval?: { type: string } };
  return { value, ...(interval === undefined ? {} : { interval: { type: interval.type } }) };
});

const fields = z.object({
  reward: z.enum(REWARD_TYPES),
  name: requiredText("Enter a name."),
  shortDescription: longText,
  usageInstruction: longText,
  conditionsDescription: longText,
  brandName: optionalText,
  brandDescription: longText,
  active: z.boolean(),
  featured: z.boolean(),
  public: z.boolean(),
  fulfillmentTracking: z.boolean(),
  costInPoints: optionalAmount,
  sourceWalletTypeCode: optionalText,
  price: optionalAmount,
  tax: optionalAmount,
  taxPriceValue: optionalAmount,
  /** Tiers that may have it; none: all. */
  levels: z.array(z.string()),
  activity: period,
  visibility: period,
  labels: z.array(z.object({ key: requiredText("Name the label."), value: z.string().max(255) })),
  usageLimit: z.object({ general: optionalInteger(0, USES_MAX), perUser: optionalInteger(0, USES_MAX) }),
  limits: z.object({ general: perPeriod, perMember: perPeriod }),
  couponValue: optionalAmount,
  couponValueType: z.enum(["money", "percentage"]),
  daysInactive: optionalInteger(0, DAYS_MAX),
  daysValid: optionalInteger(1, DAYS_MAX),
  dateValid: z.date().nullable(),
  /** `generated`: the reward makes codes itself; `uploaded`: it has those that it was given. */
  codes: z.enum(["generated", "uploaded"]),
  couponGenerator: z.object({
    length: optionalInteger(4, 64),
    characterSet: z.enum(["alphanum", "alpha", "num"]),
    prefix: optionalText,
  }),
  unitsConversion: z.object({ ratio: optionalAmount, rounding: z.enum(["default", "up", "down"]) }),
});
export type RewardFormValues = z.input<typeof fields>;

/**
 * From what is typed to what a verb takes.
 * @param before what the form does not show is kept: other languages and categories
 */
export function rewardForm(before: RewardDefinition | null) {
  return fields
    .superRefine(({ reward, couponValue, unitsConversion }, ctx) => {
      if (reward === "static_coupon" && couponValue === undefined) {
        ctx.addIssue({ code: "custom", path: ["couponValue"], message: "Enter what the coupon is worth." });
      }
      if (reward === "conversion_coupon" && unitsConversion.ratio === undefined) {
        ctx.addIssue({
          code: "custom",
          path: ["unitsConversion", "ratio"],
          message: "Enter what one unit is worth.",
        });
      }
    })
    .transform((typed) => toReward(typed, before));
}

function toReward(typed: z.output<typeof fields>, before: RewardDefinition | null): NewReward {
  const { name, shortDescription, usageInstruction, conditionsDescription, brandName, brandDescription } =
    typed;
  const { usageLimit, levels } = typed;
  const any = {
    translations: {
      ...before?.translations,
      en: { name, shortDescription, usageInstruction, conditionsDescription, brandName, brandDescription },
    },
    categories: before?.categories ?? [],
    active: typed.active,
    featured: typed.featured,
    public: typed.public,
    fulfillmentTracking: typed.fulfillmentTracking,
    costInPoints: typed.costInPoints ?? null,
    sourceWalletTypeCode: typed.sourceWalletTypeCode ?? null,
    price: typed.price,
    tax: typed.tax,
    taxPriceValue: typed.taxPriceValue,
    ...(levels.length === 0 || isUntargeted(before) ? {} : { target: "level" as const }),
    levels,
    activity: toPeriod(typed.activity, before?.activity),
    visibility: toPeriod(typed.visibility, before?.visibility),
    labels: typed.labels,
    usageLimit: { general: usageLimit.general ?? -1, perUser: usageLimit.perUser ?? -1 },
    limits: typed.limits as NewReward["limits"],
  };
  const { length, characterSet, prefix } = typed.couponGenerator;
  const coupon = {
    ...any,
    daysInactive: typed.daysInactive,
    daysValid: typed.daysValid,
    dateValid: typed.dateValid === null ? undefined : instantText(typed.dateValid, dateValidOf(before)),
    ...(typed.codes === "uploaded"
      ? {}
      : {
          couponGenerator: {
            length: length ?? 10,
            characterSet,
            ...(prefix === undefined ? {} : { prefix }),
          },
        }),
  };
  const { couponValue = 0, couponValueType } = typed;
  switch (typed.reward) {
    case "material":
      return { reward: "material", ...any };
    case "dynamic_coupon":
      return { reward: "dynamic_coupon", ...coupon, couponValueType };
    case "static_coupon":
      return { reward: "static_coupon", ...coupon, couponValueType, couponValue };
    case "conversion_coupon": {
      const { ratio = 0, rounding } = typed.unitsConversion;
      return { reward: "conversion_coupon", ...coupon, unitsConversion: { ratio, rounding } };
    }
  }
}

type Period = RewardDefinition["activity"];

function toPeriod({ isLimited, from, to }: z.output<typeof period>, before: Period | undefined): Period {
  if (!isLimited || from === null || to === null) return { allTime: true };
  return { allTime: false, from: instantText(from, before?.from), to: instantText(to, before?.to) };
}

/** Its tiers were given without saying that it is for tiers, which means the same. */
function isUntargeted(before: RewardDefinition | null): boolean {
  return before !== null && before.levels.length > 0 && before.target === undefined;
}

function dateValidOf(before: RewardDefinition | null): string | undefined {
  return before === null || before.reward === "material" ? undefined : before.dateValid;
}

function periodValues(period: Period | undefined) {
  if (period === undefined || period.allTime) return { isLimited: false, from: null, to: null };
  return { isLimited: true, from: fieldInstant(period.from), to: fieldInstant(period.to) };
}

const usesText = (uses: number | undefined) => (uses === undefined || uses < 0 ? "" : String(uses));

export function rewardFormOf(reward: RewardDefinition | null): RewardFormValues {
  const en = reward?.translations.en;
  const coupon = reward === null || reward.reward === "material" ? null : reward;
  const generator = coupon?.couponGenerator;
  return {
    reward: reward?.reward ?? "static_coupon",
    name: fieldText(en?.name),
    shortDescription: fieldText(en?.shortDescription),
    usageInstruction: fieldText(en?.usageInstruction),
    conditionsDescription: fieldText(en?.conditionsDescription),
    brandName: fieldText(en?.brandName),
    brandDescription: fieldText(en?.brandDescription),
    active: reward?.active ?? true,
    featured: reward?.featured ?? false,
    public: reward?.public ?? false,
    fulfillmentTracking: reward?.fulfillmentTracking ?? false,
    costInPoints: fieldText(reward?.costInPoints),
    sourceWalletTypeCode: fieldText(reward?.sourceWalletTypeCode),
    price: fieldText(reward?.price),
    tax: fieldText(reward?.tax),
    taxPriceValue: fieldText(reward?.taxPriceValue),
    levels: reward?.levels ?? [],
    activity: periodValues(reward?.activity),
    visibility: periodValues(reward?.visibility),
    labels: reward?.labels ?? [],
    usageLimit: {
      general: usesText(reward?.usageLimit.general),
      perUser: usesText(reward?.usageLimit.perUser),
    },
    limits: {
      general: limitValuesOf(reward?.limits.general),
      perMember: limitValuesOf(reward?.limits.perMember),
    },
    couponValue: coupon?.reward === "static_coupon" ? fieldText(coupon.couponValue) : "",
    couponValueType: coupon !== null && "couponValueType" in coupon ? coupon.couponValueType : "money",
    daysInactive: fieldText(coupon?.daysInactive),
    daysValid: fieldText(coupon?.daysValid),
    dateValid: fieldInstant(coupon?.dateValid),
    codes: coupon !== null && generator === undefined ? "uploaded" : "generated",
    couponGenerator: {
      length: fieldText(generator?.length ?? 10),
      characterSet: generator?.characterSet ?? "alphanum",
      prefix: fieldText(generator?.prefix),
    },
    unitsConversion: {
      ratio: coupon?.reward === "conversion_coupon" ? fieldText(coupon.unitsConversion.ratio) : "",
      rounding: coupon?.reward === "conversion_coupon" ? coupon.unitsConversion.rounding : "default",
    },
  };
}

/** Where a path of the server's is in the form. */
export function rewardFieldOf(path: string): string {
  return path.replace(/^translations\.en\./, "").replace(/^levels\[\d+\]$/, "levels");
}
