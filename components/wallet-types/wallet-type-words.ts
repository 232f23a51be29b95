import type { UNIT_EXPIRIES, WalletTypeDetailsDto } from "#lib/loyalty/points/schema.ts";

/** When units that are added expire. */
export const UNIT_EXPIRY_WORDS: Record<(typeof UNIT_EXPIRIES)[number], string> = {
  all_time_active: "Never",
  after_x_days: "After so many days",
  at_the_end_of_the_month: "At the end of the month",
  at_the_end_of_the_x_th_year: "At the end of a year",
  at_the_end_of_the_chosen_date: "On a day of the year",
};

export function expiryWords(type: WalletTypeDetailsDto): string {
  switch (type.unitDaysExpiryAfter) {
    case "after_x_days":
      return `After ${countWords(type.unitDaysActiveCount, "day")}`;
    case "at_the_end_of_the_x_th_year":
      return type.unitYearsActiveCount === 1
        ? "At the end of the year"
        : `At the end of the year, ${(type.unitYearsActiveCount ?? 1) - 1} years on`;
    case "at_the_end_of_the_chosen_date":
      return `At the end of ${type.unitExpiryDate} (month and day)`;
    default:
      return UNIT_EXPIRY_WORDS[type.unitDaysExpiryAfter];
  }
}

export function lockWords(type: WalletTypeDetailsDto): string {
  return type.allTimeNotLocked ? "At once" : `After ${countWords(type.unitDaysLocked, "day")}`;
}

function countWords(count: number | undefined, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
