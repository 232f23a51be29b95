import { z } from "zod";
import { conditionShape, expressionText } from "../condition-shape.ts";
import { isAmount } from "../core/amount.ts";
import { dataKindOf } from "../core/conditions.ts";
import { isFactName } from "../core/facts.ts";
import { INT32_MAX, interval, listTotal, longText, string, text, translationsOf } from "../shapes.ts";
import { ACHIEVEMENT_TRIGGERS, ACTIVITY_OPERATORS, PERIOD_TYPES } from "./constants.ts";

const units = z.number().refine(isAmount, {
  error: "This value should have 6 decimals or less and be less than 1000000000.",
  params: { code: "amount" },
});

/** So many times in an interval; without one: ever. */
const Limit = z.strictObject({ value: z.int().min(1).max(10_000), interval: interval.optional() });

const PERIODS_IN_A_ROW: readonly string[] = ["year", "month", "week", "day"];

const Period = z
  .strictObject({
    type: z.enum(PERIOD_TYPES),
    /** How many periods in a row. */
    consecutive: z.int().min(1).max(1_000).nullable().optional(),
    /** Of "last_day": how many days, today included. */
    value: z.int().min(1).max(366).optional(),
  })
  .superRefine(({ type, consecutive, value }, ctx) => {
    const refuse = (path: string, message: string) =>
      ctx.addIssue({ code: "custom", path: [path], message, params: { code: "period" } });
    if (typeof consecutive === "number" && !PERIODS_IN_A_ROW.includes(type)) {
      refuse("consecutive", `Periods in a row are counted by ${PERIODS_IN_A_ROW.join(", ")}.`);
    }
    if (value !== undefined && type !== "last_day") {
      refuse("value", 'Only a period of type "last_day" has a number of days.');
    }
  });

const scalarText = z.union([string.max(100), z.number()]).transform(String);

const Activity = z
  .strictObject({
    operator: z.enum(ACTIVITY_OPERATORS),
    data: z.union([
      string.max(100),
      z.array(scalarText).min(1),
      z.strictObject({ from: scalarText, to: scalarText }),
    ]),
  })
  .superRefine(({ operator, data }, ctx) => {
    const kind = typeof data === "string" ? "scalar" : Array.isArray(data) ? "list" : "range";
    const wanted = dataKindOf(operator);
    if (kind === wanted) return;
    ctx.addIssue({
      code: "custom",
      path: ["data"],
      message: WANTED[wanted === "range" ? "range" : wanted === "list" ? "list" : "scalar"],
      params: { code: "condition_data" },
    });
  });

const WANTED = {
  scalar: "This operator takes one value.",
  list: "This operator takes a list of values.",
  range: "This operator takes an object with from and to.",
} as const;

const Rule = z
  .strictObject({
    /** Of a rule that stays: its members keep what they reached. Rules without one keep it by their place. */
    achievementRuleId: z.uuid().optional(),
    trigger: z.enum(ACHIEVEMENT_TRIGGERS),
    /** The member's own actions are counted. */
    type: z.literal("direct"),
    /** The type of custom events; required with trigger "custom_event". */
    event: text.optional(),
    completeRule: z.strictObject({
      periodGoal: units.refine((goal) => goal > 0, {
        error: "This value should be more than 0.",
        params: { code: "too_small" },
      }),
      period: Period,
      /** A value of it counts once in a period. */
      uniqueAttribute: z
        .string()
        .refine(isFactName, {
          error: "This value should name an attribute, such as event.body.shop.",
          params: { code: "attribute" },
        })
        .optional(),
    }),
    /** Without a rule each action counts one; with one, what the expression gives. */
    aggregation: z.strictObject({ type: text.optional(), rule: expressionText.optional() }).optional(),
    conditions: z.array(conditionShape).max(50).default([]),
    limit: Limit.optional(),
    uniqueReferee: z.literal(false).optional(),
    translations: translationsOf(z.strictObject({ name: text, description: longText.optional() })).optional(),
  })
  .superRefine(({ trigger, event }, ctx) => {
    if ((trigger === "custom_event") === (event !== undefined)) return;
    ctx.addIssue({
      code: "custom",
      path: ["event"],
      message:
        event === undefined
          ? "The type of the custom event is required."
          : 'Only a rule with trigger "custom_event" has one.',
      params: { code: event === undefined ? "required" : "rule" },
    });
  });

export const NewAchievement = z.strictObject({
  translations: translationsOf(z.strictObject({ name: text, description: longText.optional() })),
  active: z.boolean().default(false),
  /** When an action has to take place to be counted. Left out: always. */
  activity: Activity.optional(),
  /** How often a member can complete it. */
  limit: Limit.optional(),
  rules: z.array(Rule).min(1).max(20),
});
export type NewAchievement = z.input<typeof NewAchievement>;
type ParsedDefinition = z.output<typeof NewAchievement>;
type ParsedRule = ParsedDefinition["rules"][number];

/** As it is kept: every rule has its id. */
export type AchievementDefinition = Omit<ParsedDefinition, "rules"> & {
  rules: (ParsedRule & { achievementRuleId: string })[];
};

/** Only what is to change, in the shapes of a new achievement. */
export const AchievementPatch = z
  .looseObject({})
  .meta({ description: "Any of the fields of a new achievement: what is left out stays as it is." });
export type AchievementPatch = z.output<typeof AchievementPatch>;

export const CreatedAchievement = z.object({ achievementId: z.uuid() });

export const MemberProgressEdit = z.strictObject({
  completedCount: z.int().min(0).max(INT32_MAX).optional(),
  rules: z
    .array(
      z.strictObject({
        achievementRuleId: z.uuid(),
        currentPeriodValue: units.min(0).optional(),
        completedConsecutivePeriods: z.int().min(0).max(INT32_MAX).optional(),
      }),
    )
    .max(20)
    .default([]),
});
export type MemberProgressEdit = z.input<typeof MemberProgressEdit>;

const translationItem = z.looseObject({ name: z.string() });
const limitDto = z.looseObject({ value: z.int() });

export const AchievementListItemDto = z.object({
  achievementId: z.uuid(),
  name: z.string(),
  active: z.boolean(),
  createdAt: z.string(),
});
export const AchievementListDto = z.object({ items: z.array(AchievementListItemDto), total: listTotal });
export type AchievementListDto = z.infer<typeof AchievementListDto>;

export const AchievementDto = z.object({
  achievementId: z.uuid(),
  translations: z.record(z.string(), translationItem),
  active: z.boolean(),
  createdAt: z.string(),
  activity: z.looseObject({ operator: z.string() }).optional(),
  limit: limitDto.optional(),
  rules: z.array(
    z.looseObject({
      achievementRuleId: z.uuid(),
      trigger: z.enum(ACHIEVEMENT_TRIGGERS),
      type: z.string(),
      completeRule: z.looseObject({ periodGoal: z.number() }),
    }),
  ),
});
export type AchievementDto = z.infer<typeof AchievementDto>;

const RuleProgressDto = z.object({
  achievementRuleId: z.string(),
  periodGoal: z.number(),
  currentPeriodValue: z.number(),
  periodType: z.string(),
  consecutivePeriods: z.int().nullable(),
  completedConsecutivePeriods: z.int(),
  type: z.string(),
  trigger: z.enum(ACHIEVEMENT_TRIGGERS),
  translations: z.looseObject({ en: translationItem }),
});

export const MemberAchievementDto = z.object({
  achievementId: z.uuid(),
  achievementName: z.string(),
  achievementDescription: z.string(),
  limitReached: z.boolean(),
  memberProgress: z.object({ completedCount: z.int(), rules: z.array(RuleProgressDto) }),
});
export const MemberAchievementListDto = z.object({
  items: z.array(MemberAchievementDto),
  total: listTotal,
});
export type MemberAchievementListDto = z.infer<typeof MemberAchievementListDto>;

/** How far members are with one achievement. */
export type AchievementProgressList = {
  items: (MemberAchievementListDto["items"][number] & {
    customerId: string;
    updatedAt: string;
    version: string;
  })[];
  total: number;
};

export const TriggerListDto = z.object({
  items: z.array(
    z.object({
      achievementId: z.uuid(),
      achievementName: z.string(),
      ruleId: z.uuid(),
      ruleName: z.string().optional(),
      triggerId: z.uuid(),
      createdAt: z.string(),
    }),
  ),
  total: listTotal,
});
export type TriggerListDto = z.infer<typeof TriggerListDto>;
