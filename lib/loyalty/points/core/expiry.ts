/** When new units become active and when they expire, as their wallet's type says. All in UTC. */

export type ExpiryRule = {
  unitExpiry:
    | "all_time_active"
    | "after_x_days"
    | "at_the_end_of_the_month"
    | "at_the_end_of_the_x_th_year"
    | "at_the_end_of_the_chosen_date";
  unitDaysActiveCount: number | null;
  unitYearsActiveCount: number | null;
  /** "MM-DD". */
  unitExpiryDate: string | null;
};

export const DAY_MS = 24 * 3600 * 1000;

export function addDays(time: Date, days: number): Date {
  return new Date(time.getTime() + days * DAY_MS);
}

/** @param from when the units can first be spent. Null: never. */
export function expiryOf(rule: ExpiryRule, from: Date): Date | null {
  const year = from.getUTCFullYear();
  switch (rule.unitExpiry) {
    case "all_time_active":
      return null;
    case "after_x_days":
      return addDays(from, rule.unitDaysActiveCount ?? 0);
    case "at_the_end_of_the_month":
      return endOfDay(year, from.getUTCMonth() + 1, 0);
    case "at_the_end_of_the_x_th_year":
      return endOfDay(year + (rule.unitYearsActiveCount ?? 1) - 1, 11, 31);
    case "at_the_end_of_the_chosen_date": {
      const [month = 12, day = 31] = (rule.unitExpiryDate ?? "12-31").split("-").map(Number);
      const thisYear = endOfDay(year, month - 1, day);
      return thisYear > from ? thisYear : endOfDay(year + 1, month - 1, day);
    }
  }
}

/** The last second of a day, as people write it. */
function endOfDay(year: number, monthIndex: number, day: number): Date {
  return new Date(Date.UTC(year, monthIndex, day, 23, 59, 59));
}
