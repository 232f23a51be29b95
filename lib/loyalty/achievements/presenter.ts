import type { Prisma } from "#lib/platform/db.ts";
import { conditionTexts } from "../condition-shape.ts";
import { parseDecimal, toDecimal } from "../core/rational.ts";
import { type Versioned, versionOf } from "../version.ts";
import { countedOf } from "./core/definition.ts";
import { isLimitReached, type Progress, progressAt, startOf } from "./core/progress.ts";
import type { AchievementDefinition, AchievementDto, MemberAchievementListDto } from "./schema.ts";

export type AchievementRow = Prisma.AchievementGetPayload<object>;
type MemberAchievementDto = MemberAchievementListDto["items"][number];
export type MemberStanding = Versioned<MemberAchievementDto>;

/** What was written is what `NewAchievement` let through, with ids. */
export function definitionOf(row: Pick<AchievementRow, "definition">): AchievementDefinition {
  return row.definition as unknown as AchievementDefinition;
}

/** What was written is a Progress. */
export function progressOf(stored: Prisma.JsonValue): Progress {
  return stored as unknown as Progress;
}

export function presentAchievement(row: AchievementRow): AchievementDto {
  const definition = definitionOf(row);
  return {
    achievementId: row.id,
    translations: definition.translations,
    active: definition.active,
    createdAt: row.createdAt.toISOString(),
    ...(definition.activity === undefined ? {} : { activity: definition.activity }),
    ...(definition.limit === undefined ? {} : { limit: definition.limit }),
    rules: definition.rules,
  };
}

/** Progress as events and answers show it. */
export function presentProgress(definition: AchievementDefinition, progress: Progress) {
  return {
    completedCount: progress.completedCount,
    rules: definition.rules.map((rule, index) => {
      const state = progress.rules[index];
      return {
        achievementRuleId: rule.achievementRuleId,
        periodGoal: rule.completeRule.periodGoal,
        currentPeriodValue: numberOf(state?.value ?? "0"),
        periodType: rule.completeRule.period.type,
        consecutivePeriods: rule.completeRule.period.consecutive ?? null,
        completedConsecutivePeriods: state?.completedConsecutivePeriods ?? 0,
        type: rule.type,
        trigger: rule.trigger,
        translations: rule.translations ?? { en: { name: definition.translations.en.name } },
      };
    }),
  };
}

/** A member's standing now. `stored` null: nothing was counted yet. */
export function presentMemberAchievement(
  row: AchievementRow,
  stored: Prisma.JsonValue,
  nowMs: number,
): MemberStanding {
  const definition = definitionOf(row);
  const counted = countedOf(definition);
  const progress = progressAt(counted, stored === null ? startOf(counted) : progressOf(stored), nowMs);
  return {
    achievementId: row.id,
    achievementName: row.name,
    achievementDescription: definition.translations.en.description ?? "",
    limitReached: isLimitReached(counted, progress, nowMs),
    memberProgress: presentProgress(definition, progress),
    version: progressVersion(progress),
  };
}

/** Of what an edit by hand sets. What the member does moves it too: an edit would undo that. */
export function progressVersion({ completedCount, rules }: Progress): string {
  return versionOf([
    completedCount,
    rules.map((rule) => [rule.achievementRuleId, rule.value, rule.completedConsecutivePeriods]),
  ]);
}

/** What AchievementCreated and AchievementUpdated tell. */
export function achievementEventData(achievementId: string, definition: AchievementDefinition) {
  const { en, pl } = definition.translations;
  return {
    achievement: {
      achievementId,
      active: definition.active,
      ...(definition.activity === undefined ? {} : { activity: definition.activity }),
      ...(definition.limit === undefined ? {} : { limit: definition.limit }),
      translations: { ...definition.translations, en, ...(pl === undefined ? {} : { pl }) },
      rules: definition.rules.map((rule) => ({
        trigger: rule.trigger,
        type: rule.type,
        ...(rule.event === undefined ? {} : { event: rule.event }),
        achievementRuleId: rule.achievementRuleId,
        completeRule: {
          // The event's contract counts in whole numbers here.
          ...(Number.isInteger(rule.completeRule.periodGoal)
            ? { periodGoal: rule.completeRule.periodGoal }
            : {}),
          period: {
            type: rule.completeRule.period.type,
            ...(typeof rule.completeRule.period.consecutive === "number"
              ? { consecutive: rule.completeRule.period.consecutive }
              : {}),
          },
        },
        conditions: rule.conditions.map(conditionTexts),
        aggregation: rule.aggregation ?? { type: "count" },
        limit: rule.limit ?? {},
        translations: rule.translations ?? { en: { name: en.name } },
      })),
    },
  };
}

function numberOf(decimal: string): number {
  const value = parseDecimal(decimal);
  return value === undefined ? 0 : Number(toDecimal(value));
}
