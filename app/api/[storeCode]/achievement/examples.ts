/** Examples of the API document. */

const translations = {
  en: { name: "Seven days in a row", description: "Open the app seven days in a row." },
};

export const achievementBody = {
  translations,
  active: true,
  rules: [
    {
      trigger: "custom_event" as const,
      event: "app_login",
      type: "direct" as const,
      completeRule: { periodGoal: 1, period: { type: "day" as const, consecutive: 7 } },
    },
  ],
  limit: { value: 1, interval: { type: "calendarMonths" as const, value: 1 } },
};

const achievementRuleId = "01989817-23a3-7f3d-a37c-bd0b0e1f2c39";

export const achievementExample = {
  achievementId: "01989817-2398-78b3-bc70-e1cfafb20f75",
  translations,
  active: true,
  createdAt: "2026-08-11T07:00:00.000Z",
  limit: achievementBody.limit,
  rules: [{ ...achievementBody.rules[0], conditions: [], achievementRuleId }],
};

export const memberAchievementExample = {
  achievementId: achievementExample.achievementId,
  achievementName: "Seven days in a row",
  achievementDescription: "Open the app seven days in a row.",
  limitReached: false,
  memberProgress: {
    completedCount: 0,
    rules: [
      {
        achievementRuleId,
        periodGoal: 1,
        currentPeriodValue: 1,
        periodType: "day",
        consecutivePeriods: 7,
        completedConsecutivePeriods: 3,
        type: "direct",
        trigger: "custom_event" as const,
        translations: { en: { name: "Seven days in a row" } },
      },
    ],
  },
};
