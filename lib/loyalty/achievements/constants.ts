export const ACHIEVEMENT_TRIGGERS = ["transaction", "custom_event"] as const;

export const PERIOD_TYPES = ["overall", "year", "month", "week", "day", "last_day"] as const;

export const ACTIVITY_OPERATORS = [
  "is_after",
  "is_before",
  "is_between",
  "is_not_between",
  "is_day_of_week",
  "is_month_of_year",
  "is_day_of_month",
  "is_time_between",
] as const;
