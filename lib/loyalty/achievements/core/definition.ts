import { type Condition, holds } from "../../core/conditions.ts";
import { fromNumber, ONE } from "../../core/rational.ts";
import type { AchievementDefinition } from "../schema.ts";
import type { AchievementDefinition as Counted, Limit, RuleDefinition } from "./progress.ts";

/** What counting needs of a definition. */
export function countedOf(definition: AchievementDefinition): Counted {
  return {
    rules: definition.rules.map(ruleOf),
    ...(definition.limit === undefined ? {} : { limit: limitOf(definition.limit) }),
  };
}

type Rule = AchievementDefinition["rules"][number];

function ruleOf(rule: Rule): RuleDefinition {
  const { periodGoal, period } = rule.completeRule;
  return {
    achievementRuleId: rule.achievementRuleId,
    periodGoal: fromNumber(periodGoal) ?? ONE,
    periodType: period.type,
    periodValue: period.value ?? 1,
    consecutivePeriods: period.consecutive ?? null,
    ...(rule.limit === undefined ? {} : { limit: limitOf(rule.limit) }),
  };
}

function limitOf({ value, interval }: NonNullable<AchievementDefinition["limit"]>): Limit {
  return { value, ...(interval === undefined ? {} : { interval }) };
}

/** Whether an action of that time is counted at all. */
export function isWithinActivity({ activity }: AchievementDefinition, atMs: number): boolean {
  if (activity === undefined) return true;
  const condition: Condition = { ...activity, attribute: "event.at" };
  return holds(condition, { event: { at: new Date(atMs).toISOString() } });
}

/** What rules count, one word for each kind of action: how achievements are found when something happens. */
export function triggersOf({ rules }: Pick<AchievementDefinition, "rules">): string[] {
  return [...new Set(rules.map(({ trigger, event }) => triggerKey(trigger, event)))];
}

export function triggerKey(trigger: Rule["trigger"], event?: string): string {
  return trigger === "transaction" ? trigger : `${trigger}:${event ?? ""}`;
}

/**
 * Rules with their ids: those that were given, else that of the rule in the same place before, else a new one. A
 * definition that is sent again as it was first sent thus changes nothing.
 */
export function withRuleIds<R extends { achievementRuleId?: string | undefined }>(
  rules: readonly R[],
  before: readonly { achievementRuleId: string }[],
  newId: () => string,
): (R & { achievementRuleId: string })[] {
  const given = new Set(
    rules.flatMap(({ achievementRuleId: id }) => (id === undefined ? [] : [id.toLowerCase()])),
  );
  return rules.map((rule, index) => {
    const inPlace = before[index]?.achievementRuleId;
    const kept = inPlace !== undefined && !given.has(inPlace) ? inPlace : undefined;
    return { ...rule, achievementRuleId: rule.achievementRuleId?.toLowerCase() ?? kept ?? newId() };
  });
}
