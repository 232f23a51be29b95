import { amountWords } from "#components/programme/amount-words.ts";
import type {
  ACHIEVEMENT_TRIGGERS,
  ACTIVITY_OPERATORS,
  PERIOD_TYPES,
} from "#lib/loyalty/achievements/constants.ts";

export const ACHIEVEMENT_TRIGGER_WORDS: Record<(typeof ACHIEVEMENT_TRIGGERS)[number], string> = {
  transaction: "Purchases",
  custom_event: "Custom events",
};

export const PERIOD_WORDS: Record<(typeof PERIOD_TYPES)[number], string> = {
  overall: "Ever",
  year: "In a year",
  month: "In a month",
  week: "In a week",
  day: "In a day",
  last_day: "In the last days",
};

export const ACTIVITY_WORDS: Record<"always" | (typeof ACTIVITY_OPERATORS)[number], string> = {
  always: "Always",
  is_after: "After a time",
  is_before: "Before a time",
  is_between: "Between two times",
  is_not_between: "Not between two times",
  is_day_of_week: "On days of the week",
  is_month_of_year: "In months of the year",
  is_day_of_month: "On days of the month",
  is_time_between: "At a time of day",
};

type Goal = {
  periodGoal: number;
  period: {
    type: (typeof PERIOD_TYPES)[number];
    consecutive?: number | null | undefined;
    value?: number | undefined;
  };
};

const PERIOD_NAMES: Record<string, [one: string, many: string]> = {
  year: ["year", "years"],
  month: ["month", "months"],
  week: ["week", "weeks"],
  day: ["day", "days"],
};

const THIS_PERIOD: Record<string, string> = {
  year: " this year",
  month: " this month",
  week: " this week",
  day: " today",
};

type RuleProgress = {
  value: number;
  goal: number;
  periodType: string;
  inARow: number | null;
  inARowDone: number;
};

/** "3 of 5", "0 of 1 today, 4 of 7 days in a row" */
export function progressWords({ value, goal, periodType, inARow, inARowDone }: RuleProgress): string {
  const [, many = "periods"] = PERIOD_NAMES[periodType] ?? [];
  const row = inARow === null || inARow < 2 ? "" : `, ${inARowDone} of ${inARow} ${many} in a row`;
  return `${amountWords(value)} of ${amountWords(goal)}${THIS_PERIOD[periodType] ?? ""}${row}`;
}

/** "5", "1 in a day, 7 days in a row", "3 in the last 30 days" */
export function goalWords({ periodGoal, period }: Goal): string {
  const goal = periodGoal.toLocaleString("en", { maximumFractionDigits: 6 });
  const { type, consecutive, value = 1 } = period;
  if (type === "overall") return goal;
  if (type === "last_day") return `${goal} in the last ${value === 1 ? "day" : `${value} days`}`;
  const [one = type, many = type] = PERIOD_NAMES[type] ?? [];
  const inARow =
    typeof consecutive === "number" && consecutive > 1 ? `, ${consecutive} ${many} in a row` : "";
  return `${goal} in a ${one}${inARow}`;
}
