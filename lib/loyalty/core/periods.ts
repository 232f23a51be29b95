/** Calendar periods in UTC, each with a number that rises by one from a period to the next. Weeks begin on Monday. */

export const PERIODS = ["hour", "day", "week", "month", "year"] as const;
export type Period = (typeof PERIODS)[number];

export const INTERVAL_TYPES = [
  "calendarHours",
  "calendarDays",
  "calendarWeeks",
  "calendarMonths",
  "calendarYears",
] as const;
export type IntervalType = (typeof INTERVAL_TYPES)[number];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 1 January 1970 was a Thursday: the first Monday after it, less a week. */
const FIRST_MONDAY_DAY = -3;

const PERIOD_OF: Record<IntervalType, Period> = {
  calendarHours: "hour",
  calendarDays: "day",
  calendarWeeks: "week",
  calendarMonths: "month",
  calendarYears: "year",
};

/** The number of the period that an instant is in. */
export function periodNumber(period: Period, ms: number): number {
  switch (period) {
    case "hour":
      return Math.floor(ms / HOUR_MS);
    case "day":
      return Math.floor(ms / DAY_MS);
    case "week":
      return Math.floor((Math.floor(ms / DAY_MS) - FIRST_MONDAY_DAY) / 7);
    case "month": {
      const date = new Date(ms);
      return date.getUTCFullYear() * 12 + date.getUTCMonth();
    }
    case "year":
      return new Date(ms).getUTCFullYear();
  }
}

/** The first instant of a period. */
export function periodStart(period: Period, number: number): number {
  switch (period) {
    case "hour":
      return number * HOUR_MS;
    case "day":
      return number * DAY_MS;
    case "week":
      return (number * 7 + FIRST_MONDAY_DAY) * DAY_MS;
    case "month":
      return Date.UTC(Math.floor(number / 12), number % 12, 1);
    case "year":
      return Date.UTC(number, 0, 1);
  }
}

/** Where a limit's window begins: `count` calendar periods, of which the last one is that of `nowMs`. */
export function windowStart(interval: { type: IntervalType; value: number }, nowMs: number): number {
  const period = PERIOD_OF[interval.type];
  return periodStart(period, periodNumber(period, nowMs) - (interval.value - 1));
}
