import { z } from "zod";
import type { Condition } from "../../core/conditions.ts";
import { conditionFieldOf, conditionForm, conditionValuesOf } from "../../core/form-conditions.ts";
import {
  fieldText,
  longText,
  optionalInteger,
  optionalText,
  requiredAmount,
  requiredText,
} from "../../core/form-fields.ts";
import { countLimit, limitValuesOf, NO_LIMIT } from "../../core/form-limits.ts";
import { ACHIEVEMENT_TRIGGERS, ACTIVITY_OPERATORS, PERIOD_TYPES } from "../constants.ts";
import type { AchievementDefinition, NewAchievement } from "../schema.ts";

const rule = z
  .object({
    /** Of a rule that stays; "" is a new one. */
    achievementRuleId: z.string(),
    name: optionalText,
    description: longText,
    trigger: z.enum(ACHIEVEMENT_TRIGGERS),
    event: z.string(),
    periodGoal: requiredAmount,
    periodType: z.enum(PERIOD_TYPES),
    consecutive: optionalInteger(1, 1_000),
    lastDays: optionalInteger(1, 366),
    uniqueAttribute: optionalText,
    /** Empty: each action counts one. */
    aggregation: optionalText,
    conditions: z.array(conditionForm),
    limit: countLimit,
  })
  .superRefine(({ trigger, event, periodGoal }, ctx) => {
    if (trigger === "custom_event" && event === "") {
      ctx.addIssue({ code: "custom", path: ["event"], message: "Choose the custom event." });
    }
    if (periodGoal <= 0) {
      ctx.addIssue({ code: "custom", path: ["periodGoal"], message: "The goal should be more than 0." });
    }
  });
type TypedRule = z.output<typeof rule>;

const fields = z.object({
  name: requiredText("Enter a name."),
  description: longText,
  active: z.boolean(),
  activityKind: z.enum(["always", ...ACTIVITY_OPERATORS]),
  activity: z.object({ data: z.string(), from: z.string(), to: z.string() }),
  limit: countLimit,
  rules: z.array(rule).min(1),
});
export type AchievementFormValues = z.input<typeof fields>;

/**
 * From what is typed to what a verb takes.
 * @param before what the form does not show is kept: other languages, and what else its rules hold
 */
export function achievementForm(before: AchievementDefinition | null) {
  return fields.transform((typed, ctx): NewAchievement => {
    const { activityKind: operator } = typed;
    const activity =
      operator === "always"
        ? undefined
        : conditionForm.safeParse({ ...typed.activity, attribute: "event.at", operator });
    for (const issue of activity?.error?.issues ?? []) {
      ctx.addIssue({ code: "custom", path: ["activity", ...issue.path], message: issue.message });
    }
    return {
      translations: {
        ...before?.translations,
        en: { ...before?.translations.en, name: typed.name, description: typed.description },
      },
      active: typed.active,
      ...(activity?.data === undefined ? {} : { activity: toActivity(activity.data, before) }),
      limit: typed.limit,
      rules: typed.rules.map((one) =>
        toRule(
          one,
          before?.rules.find(({ achievementRuleId }) => achievementRuleId === one.achievementRuleId) ?? null,
        ),
      ),
    };
  });
}

type Activity = NonNullable<NewAchievement["activity"]>;

/** Values are kept as texts. */
function toActivity({ operator, data }: Condition, before: AchievementDefinition | null): Activity {
  const text = JSON.parse(JSON.stringify(data), (_key, value: unknown) =>
    typeof value === "number" || typeof value === "boolean" ? String(value) : value,
  ) as Activity["data"];
  return { ...before?.activity, operator: operator as Activity["operator"], data: text };
}

type StoredRule = AchievementDefinition["rules"][number];

function toRule(typed: TypedRule, before: StoredRule | null): NewAchievement["rules"][number] {
  const { trigger, periodType, name, description } = typed;
  const isInARow = ["year", "month", "week", "day"].includes(periodType);
  const consecutive = isInARow ? typed.consecutive : undefined;
  const beforePeriod = before?.completeRule.period;
  return {
    ...(typed.achievementRuleId === "" ? {} : { achievementRuleId: typed.achievementRuleId }),
    trigger,
    type: "direct",
    ...(trigger === "custom_event" ? { event: typed.event } : {}),
    completeRule: {
      periodGoal: typed.periodGoal,
      period: {
        type: periodType,
        ...(consecutive !== undefined
          ? { consecutive }
          : beforePeriod?.consecutive === null
            ? { consecutive: null }
            : {}),
        ...(periodType === "last_day" && typed.lastDays !== undefined ? { value: typed.lastDays } : {}),
      },
      ...(typed.uniqueAttribute === undefined ? {} : { uniqueAttribute: typed.uniqueAttribute }),
    },
    ...aggregationOf(typed.aggregation, before),
    conditions: typed.conditions,
    limit: typed.limit,
    ...(before?.uniqueReferee === undefined ? {} : { uniqueReferee: before.uniqueReferee }),
    ...(name === undefined
      ? {}
      : {
          translations: {
            ...before?.translations,
            en: { ...before?.translations?.en, name, description },
          },
        }),
  };
}

function aggregationOf(expression: string | undefined, before: StoredRule | null) {
  if (expression === undefined) {
    const type = before?.aggregation?.type;
    return before?.aggregation === undefined ? {} : { aggregation: type === undefined ? {} : { type } };
  }
  return { aggregation: { ...before?.aggregation, rule: expression } };
}

export function achievementFormOf(achievement: AchievementDefinition | null): AchievementFormValues {
  const en = achievement?.translations.en;
  const { data, from, to } =
    achievement?.activity === undefined
      ? { data: "", from: "", to: "" }
      : conditionValuesOf(plain({ ...achievement.activity }));
  return {
    name: fieldText(en?.name),
    description: fieldText(en?.description),
    active: achievement?.active ?? true,
    activityKind: achievement?.activity?.operator ?? "always",
    activity: { data, from, to },
    limit: limitValuesOf(achievement?.limit),
    rules: achievement?.rules.map(ruleValuesOf) ?? [EMPTY_RULE],
  };
}

/** Texts that look like numbers are shown without quotes: here every value is kept as a text. */
function plain(condition: Condition): Condition {
  return JSON.parse(JSON.stringify(condition), (_key, value: unknown) =>
    typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value,
  ) as Condition;
}

export const EMPTY_RULE: AchievementFormValues["rules"][number] = {
  achievementRuleId: "",
  name: "",
  description: "",
  trigger: "transaction",
  event: "",
  periodGoal: "",
  periodType: "overall",
  consecutive: "",
  lastDays: "",
  uniqueAttribute: "",
  aggregation: "",
  conditions: [],
  limit: NO_LIMIT,
};

function ruleValuesOf(stored: StoredRule): AchievementFormValues["rules"][number] {
  const { period, periodGoal, uniqueAttribute } = stored.completeRule;
  return {
    achievementRuleId: stored.achievementRuleId,
    name: fieldText(stored.translations?.en.name),
    description: fieldText(stored.translations?.en.description),
    trigger: stored.trigger,
    event: stored.event ?? "",
    periodGoal: fieldText(periodGoal),
    periodType: period.type,
    consecutive: fieldText(period.consecutive),
    lastDays: fieldText(period.value),
    uniqueAttribute: fieldText(uniqueAttribute),
    aggregation: fieldText(stored.aggregation?.rule),
    conditions: stored.conditions.map(conditionValuesOf),
    limit: limitValuesOf(stored.limit),
  };
}

/** Where a path of the server's is in the form. */
export function achievementFieldOf(path: string): string {
  return conditionFieldOf(path)
    .replace(/^translations\.en\./, "")
    .replace(
      /^activity\.data(?:\.(from|to))?.*$/,
      (_, end: string | undefined) => `activity.${end ?? "data"}`,
    )
    .replace(/\.translations\.en\./, ".")
    .replace(/\.completeRule\.period\.type$/, ".periodType")
    .replace(/\.completeRule\.period\.value$/, ".lastDays")
    .replace(/\.completeRule\.period\.consecutive$/, ".consecutive")
    .replace(/\.completeRule\./, ".")
    .replace(/\.aggregation\.rule$/, ".aggregation")
    .replace(/limit\.interval(?:\.value)?$/, "limit.count");
}

/** Progress that is set by hand. */
export const progressForm = z.object({
  completedCount: optionalInteger(0, 2_147_483_647),
  rules: z.array(
    z.object({
      achievementRuleId: z.string(),
      currentPeriodValue: requiredAmount,
      completedConsecutivePeriods: optionalInteger(0, 2_147_483_647),
    }),
  ),
});
