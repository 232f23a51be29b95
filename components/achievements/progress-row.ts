import type { MemberAchievementListDto } from "#lib/loyalty/achievements/schema.ts";

type Standing = MemberAchievementListDto["items"][number] & { version: string };

/** How far one member is with one achievement. */
export type ProgressRow = {
  memberId: string;
  achievementId: string;
  achievementName: string;
  description: string;
  isLimitReached: boolean;
  completedCount: number;
  version: string;
  rules: {
    id: string;
    name: string;
    value: number;
    goal: number;
    periodType: string;
    /** How many periods in a row are wanted; null: none. */
    inARow: number | null;
    inARowDone: number;
  }[];
};

export function toProgressRow(memberId: string, standing: Standing): ProgressRow {
  return {
    memberId,
    achievementId: standing.achievementId,
    achievementName: standing.achievementName,
    description: standing.achievementDescription,
    isLimitReached: standing.limitReached,
    completedCount: standing.memberProgress.completedCount,
    version: standing.version,
    rules: standing.memberProgress.rules.map((rule) => ({
      id: rule.achievementRuleId,
      name: rule.translations.en.name,
      value: rule.currentPeriodValue,
      goal: rule.periodGoal,
      periodType: rule.periodType,
      inARow: rule.consecutivePeriods,
      inARowDone: rule.completedConsecutivePeriods,
    })),
  };
}
