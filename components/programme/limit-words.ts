import { limitValuesOf } from "#lib/loyalty/core/form-limits.ts";
import { amountWords } from "./amount-words.ts";

const PERIODS: Record<string, [one: string, many: string]> = {
  calendarHours: ["hour", "hours"],
  calendarDays: ["day", "days"],
  calendarWeeks: ["week", "weeks"],
  calendarMonths: ["month", "months"],
  calendarYears: ["year", "years"],
};

/** "5,000 in a month", "12 ever" */
export function limitWords(limit: Parameters<typeof limitValuesOf>[0]): string {
  if (limit === undefined) return "No limit";
  const { type, count } = limitValuesOf(limit);
  const [one, many] = PERIODS[type] ?? [];
  if (one === undefined || many === undefined) return `${amountWords(limit.value)} ever`;
  return `${amountWords(limit.value)} in ${count === "1" ? `a${one === "hour" ? "n" : ""} ${one}` : `${count} ${many}`}`;
}
