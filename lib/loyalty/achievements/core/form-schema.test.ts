import { expect, it } from "vitest";
import { type AchievementDefinition, NewAchievement } from "../schema.ts";
import { withRuleIds } from "./definition.ts";
import { achievementFieldOf, achievementForm, achievementFormOf } from "./form-schema.ts";

const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));
const RULE = "01990000-0000-7000-8000-000000000001";

const ACHIEVEMENTS: [string, NewAchievement][] = [
  [
    "an achievement with everything",
    {
      translations: { en: { name: "Week", description: "Seven days" }, pl: { name: "Tydzień" } },
      active: true,
      activity: { operator: "is_day_of_month", data: ["1", "15"] },
      limit: { value: 3, interval: { type: "calendarYears", value: 2 } },
      rules: [
        {
          achievementRuleId: RULE,
          trigger: "custom_event",
          type: "direct",
          event: "visit",
          completeRule: {
            periodGoal: 1.5,
            period: { type: "day", consecutive: 7 },
            uniqueAttribute: "event.body.shop",
          },
          aggregation: { type: "sum", rule: "event.body.steps" },
          conditions: [{ attribute: "event.body.zip", operator: "is_equal", data: "12" }],
          limit: { value: 1 },
          uniqueReferee: false,
          translations: { en: { name: "Daily", description: "Each day" }, pl: { name: "Co dzień" } },
        },
        {
          trigger: "transaction",
          type: "direct",
          completeRule: { periodGoal: 3, period: { type: "last_day", value: 30, consecutive: null } },
          aggregation: { type: "count" },
        },
      ],
    },
  ],
  [
    "one that counts at night",
    {
      translations: { en: { name: "Night" } },
      activity: { operator: "is_time_between", data: { from: "22:00", to: "06:00" } },
      rules: [
        {
          trigger: "transaction",
          type: "direct",
          completeRule: { periodGoal: 5, period: { type: "overall" } },
        },
      ],
    },
  ],
  [
    "one that counts after a time",
    {
      translations: { en: { name: "Later" } },
      activity: { operator: "is_after", data: "2026-11-20T10:15:00Z" },
      rules: [
        {
          trigger: "transaction",
          type: "direct",
          completeRule: { periodGoal: 5, period: { type: "month", consecutive: null } },
        },
      ],
    },
  ],
];

function stored(given: NewAchievement): AchievementDefinition {
  const parsed = NewAchievement.parse(given);
  return { ...parsed, rules: withRuleIds(parsed.rules, [], () => "01990000-0000-7000-8000-00000000000f") };
}

it.each(ACHIEVEMENTS)("%s that is opened and saved unchanged stays what it was", (_, given) => {
  const before = stored(given);
  const typed = achievementForm(before).parse(achievementFormOf(before));
  expect(asJson(stored(typed))).toEqual(asJson(before));
});

it.each([
  ["rules[0].completeRule.period.consecutive", "rules[0].consecutive"],
  ["rules[1].completeRule.periodGoal", "rules[1].periodGoal"],
  ["activity.data.from", "activity.from"],
  ["rules[0].aggregation.rule", "rules[0].aggregation"],
])("what the server says about %s stands at the field %s", (path, field) => {
  expect(achievementFieldOf(path)).toBe(field);
});
