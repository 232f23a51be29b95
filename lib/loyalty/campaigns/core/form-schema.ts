import { z } from "zod";
import {
  conditionFieldOf,
  conditionForm,
  conditionValuesOf,
  parseScalar,
} from "../../core/form-conditions.ts";
import {
  fieldInstant,
  fieldText,
  instantText,
  longText,
  optionalInteger,
  optionalText,
  requiredText,
} from "../../core/form-fields.ts";
import { amountLimit, limitValuesOf } from "../../core/form-limits.ts";
import { CAMPAIGN_TRIGGERS, EFFECTS } from "../constants.ts";
import type { CampaignDefinition, Effect, NewCampaign } from "../schema.ts";

const LOCKS = ["default", "from_wallet", "no_pending", "expression"] as const;
const EXPIRATIONS = ["default", "from_wallet", "never_expires", "expression"] as const;

/** All fields of all effects; which of them count depends on the effect. */
const effect = z
  .object({
    effect: z.enum(EFFECTS),
    pointsRule: z.string().trim(),
    walletCode: optionalText,
    lock: z.enum(LOCKS),
    lockExpression: z.string().trim(),
    expiration: z.enum(EXPIRATIONS),
    expirationExpression: z.string().trim(),
    rewardId: z.string(),
    couponValueRule: z.string().trim(),
    customAttributeKey: z.string().trim(),
    customAttributeValueRule: z.string().trim(),
  })
  .transform((typed, ctx): Effect => {
    const required = (path: keyof typeof typed, message: string) => {
      if (typed[path] === "") ctx.addIssue({ code: "custom", path: [path], message });
    };
    switch (typed.effect) {
      case "give_points": {
        required("pointsRule", "Enter how many: a number or an expression.");
        if (typed.lock === "expression") required("lockExpression", "Enter the days.");
        if (typed.expiration === "expression") required("expirationExpression", "Enter the days.");
        return {
          effect: "give_points",
          ...unitsOf(typed),
          ...(typed.lock === "default"
            ? {}
            : {
                unitsLockRule: {
                  lockStrategy: typed.lock,
                  ...expressionOf(typed.lock, typed.lockExpression),
                },
              }),
          ...(typed.expiration === "default"
            ? {}
            : {
                unitsExpirationRule: {
                  expirationStrategy: typed.expiration,
                  ...expressionOf(typed.expiration, typed.expirationExpression),
                },
              }),
        };
      }
      case "deduct_unit":
        required("pointsRule", "Enter how many: a number or an expression.");
        return { effect: "deduct_unit", ...unitsOf(typed) };
      case "give_reward":
        required("rewardId", "Choose the reward.");
        return {
          effect: "give_reward",
          rewardId: typed.rewardId,
          ...(typed.couponValueRule === "" ? {} : { couponValueRule: numberOrText(typed.couponValueRule) }),
        };
      case "assign_member_custom_attribute":
        required("customAttributeKey", "Name the attribute.");
        required("customAttributeValueRule", "Enter the value: an expression, a text in quotes.");
        return {
          effect: "assign_member_custom_attribute",
          customAttributeKey: typed.customAttributeKey,
          customAttributeValueRule: typed.customAttributeValueRule,
        };
    }
  });
export type EffectValues = z.input<typeof effect>;

export const EMPTY_EFFECT: EffectValues = {
  effect: "give_points",
  pointsRule: "",
  walletCode: "",
  lock: "default",
  lockExpression: "",
  expiration: "default",
  expirationExpression: "",
  rewardId: "",
  couponValueRule: "",
  customAttributeKey: "",
  customAttributeValueRule: "",
};

function unitsOf({ pointsRule, walletCode }: { pointsRule: string; walletCode: string | undefined }) {
  return { pointsRule: numberOrText(pointsRule), ...(walletCode === undefined ? {} : { walletCode }) };
}

function expressionOf(strategy: string, expression: string) {
  return strategy === "expression" ? { expression } : {};
}

function numberOrText(text: string): number | string {
  const value = parseScalar(text);
  return typeof value === "number" ? value : text;
}

const rule = z.object({
  name: optionalText,
  description: longText,
  conditions: z.array(conditionForm),
  effects: z.array(effect).min(1, "Say what the campaign does."),
});

const fields = z.object({
  name: requiredText("Enter a name."),
  description: longText,
  active: z.boolean(),
  trigger: z.enum(CAMPAIGN_TRIGGERS),
  event: z.string(),
  achievementId: z.string(),
  activity: z.object({ startsAt: z.date().nullable(), endsAt: z.date().nullable() }),
  displayOrder: optionalInteger(0, 2_147_483_647),
  audienceTiers: z.array(z.string()),
  isVisibleToTiers: z.boolean(),
  visibleTiers: z.array(z.string()),
  rules: z.array(rule).min(1),
  limits: z.object({ points: amountLimit, pointsPerMember: amountLimit, executionsPerMember: amountLimit }),
  labels: z.array(z.object({ key: requiredText("Name the label."), value: z.string().max(255) })),
});
export type CampaignFormValues = z.input<typeof fields>;

/**
 * From what is typed to what a verb takes.
 * @param before what the form does not show is kept: other languages, and texts of instants that stay
 */
export function campaignForm(before: CampaignDefinition | null) {
  return fields
    .superRefine(({ trigger, event, achievementId }, ctx) => {
      if (trigger === "custom_event" && event === "") {
        ctx.addIssue({ code: "custom", path: ["event"], message: "Choose the custom event." });
      }
      if (trigger === "achievement" && achievementId === "") {
        ctx.addIssue({ code: "custom", path: ["achievementId"], message: "Choose the achievement." });
      }
    })
    .transform((typed) => toCampaign(typed, before));
}

function toCampaign(typed: z.output<typeof fields>, before: CampaignDefinition | null): NewCampaign {
  const { trigger, activity, audienceTiers, visibleTiers } = typed;
  const { startsAt, endsAt } = activity;
  return {
    type: "direct",
    trigger,
    ...(trigger === "custom_event" ? { event: typed.event } : {}),
    ...(trigger === "achievement" ? { achievementId: typed.achievementId } : {}),
    translations: {
      ...before?.translations,
      en: { ...before?.translations.en, name: typed.name, description: typed.description },
    },
    activity: {
      startsAt: instantText(startsAt ?? new Date(), before?.activity.startsAt),
      ...(endsAt === null
        ? before?.activity.endsAt === null
          ? { endsAt: null }
          : {}
        : { endsAt: instantText(endsAt, before?.activity.endsAt) }),
    },
    active: typed.active,
    displayOrder: typed.displayOrder ?? 0,
    labels: typed.labels,
    ...(audienceTiers.length === 0 ? {} : { audience: { target: "tier" as const, tiers: audienceTiers } }),
    ...(typed.isVisibleToTiers
      ? { visibility: { target: "tier" as const, tiers: visibleTiers } }
      : before?.visibility?.target === "none"
        ? { visibility: before.visibility }
        : {}),
    rules: typed.rules.map((one, index) => ({
      ...(before?.rules[index]?.target === undefined ? {} : { target: before.rules[index].target }),
      ...one,
    })),
    limits: typed.limits,
  };
}

export function campaignFormOf(campaign: CampaignDefinition | null): CampaignFormValues {
  const en = campaign?.translations.en;
  return {
    name: fieldText(en?.name),
    description: fieldText(en?.description),
    active: campaign?.active ?? true,
    trigger: campaign?.trigger ?? "transaction",
    event: campaign?.event ?? "",
    achievementId: campaign?.achievementId ?? "",
    activity: {
      startsAt: fieldInstant(campaign?.activity.startsAt),
      endsAt: fieldInstant(campaign?.activity.endsAt),
    },
    displayOrder: fieldText(campaign?.displayOrder ?? 0),
    audienceTiers: campaign?.audience?.tiers ?? [],
    isVisibleToTiers: campaign?.visibility?.target === "tier",
    visibleTiers: campaign?.visibility?.tiers ?? [],
    rules: campaign?.rules.map((one) => ({
      name: fieldText(one.name),
      description: fieldText(one.description),
      conditions: one.conditions.map(conditionValuesOf),
      effects: one.effects.map(effectValuesOf),
    })) ?? [EMPTY_RULE],
    limits: {
      points: limitValuesOf(campaign?.limits.points),
      pointsPerMember: limitValuesOf(campaign?.limits.pointsPerMember),
      executionsPerMember: limitValuesOf(campaign?.limits.executionsPerMember),
    },
    labels: campaign?.labels ?? [],
  };
}

export const EMPTY_RULE: CampaignFormValues["rules"][number] = {
  name: "",
  description: "",
  conditions: [],
  effects: [EMPTY_EFFECT],
};

function effectValuesOf(stored: Effect): EffectValues {
  const values = { ...EMPTY_EFFECT, effect: stored.effect };
  switch (stored.effect) {
    case "give_points": {
      const { unitsLockRule: lock, unitsExpirationRule: expiration } = stored;
      return {
        ...values,
        pointsRule: fieldText(stored.pointsRule),
        walletCode: fieldText(stored.walletCode),
        lock: lock?.lockStrategy ?? "default",
        lockExpression: fieldText(lock?.expression),
        expiration: expiration?.expirationStrategy ?? "default",
        expirationExpression: fieldText(expiration?.expression),
      };
    }
    case "deduct_unit":
      return {
        ...values,
        pointsRule: fieldText(stored.pointsRule),
        walletCode: fieldText(stored.walletCode),
      };
    case "give_reward":
      return { ...values, rewardId: stored.rewardId, couponValueRule: fieldText(stored.couponValueRule) };
    case "assign_member_custom_attribute":
      return {
        ...values,
        customAttributeKey: stored.customAttributeKey,
        customAttributeValueRule: stored.customAttributeValueRule,
      };
  }
}

/** Where a path of the server's is in the form. */
export function campaignFieldOf(path: string): string {
  return conditionFieldOf(path)
    .replace(/^translations\.en\./, "")
    .replace(/^audience\.tiers.*$/, "audienceTiers")
    .replace(/^visibility\.tiers.*$/, "visibleTiers")
    .replace(/unitsLockRule\.expression$/, "lockExpression")
    .replace(/unitsExpirationRule\.expression$/, "expirationExpression")
    .replace(/^limits\.(\w+)\.interval(?:\.value)?$/, "limits.$1.count");
}
