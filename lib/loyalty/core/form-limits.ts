import { z } from "zod";
import { fieldText, optionalAmount, optionalInteger } from "./form-fields.ts";
import { INTERVAL_TYPES } from "./periods.ts";

/** "So much in so many periods", as forms ask for it: empty is no limit, "ever" is no period. */

export const LIMIT_PERIODS = ["ever", ...INTERVAL_TYPES] as const;
export type LimitValues = { value: string; type: (typeof LIMIT_PERIODS)[number]; count: string };

export const NO_LIMIT: LimitValues = { value: "", type: "ever", count: "1" };

const fields = {
  type: z.enum(LIMIT_PERIODS),
  count: optionalInteger(1, 1_000),
};

function toLimit(input: {
  value?: number | undefined;
  type: LimitValues["type"];
  count?: number | undefined;
}) {
  const { value, type, count = 1 } = input;
  if (value === undefined) return undefined;
  return { value, ...(type === "ever" ? {} : { interval: { type, value: count } }) };
}

export const amountLimit = z.object({ value: optionalAmount, ...fields }).transform(toLimit);

export const countLimit = z.object({ value: optionalInteger(1, 10_000), ...fields }).transform(toLimit);

type Stored = { value: number; interval?: { type: string; value?: number } | undefined };

export function limitValuesOf(limit: Stored | undefined): LimitValues {
  if (limit === undefined) return NO_LIMIT;
  const type = LIMIT_PERIODS.find((period) => period === withCalendar(limit.interval?.type)) ?? "ever";
  return { value: fieldText(limit.value), type, count: fieldText(limit.interval?.value ?? 1) };
}

/** "days" is short for "calendarDays". */
function withCalendar(type: string | undefined): string | undefined {
  if (type === undefined || type.startsWith("calendar")) return type;
  return `calendar${type.charAt(0).toUpperCase()}${type.slice(1)}`;
}
