import { type DateRange, isOpenRange } from "#components/ui/date-range.ts";
import { formatDateRange } from "#components/ui/date-range-label.ts";
import type { ColumnFilter, FilterValue } from "./table-types.ts";

export function isRange(value: FilterValue): value is DateRange {
  return typeof value === "object" && "from" in value;
}

/** Whether a filter restricts anything: empty text, no choice and an open range do not. */
export function isActive(value: FilterValue | null | undefined): value is FilterValue {
  if (value === null || value === undefined) return false;
  if (typeof value === "boolean") return true;
  if (isRange(value)) return !isOpenRange(value);
  return typeof value === "string" ? value.trim() !== "" : value.length > 0;
}

const NAMED_CHOICES_MAX = 2;

/** What a chip says after the column's name, for instance "contains example.com". */
export function filterWords(filter: ColumnFilter, value: FilterValue, timeZone: string): string {
  if (typeof value === "boolean") {
    if (filter.kind !== "boolean") return String(value);
    return value ? (filter.trueLabel ?? "Yes") : (filter.falseLabel ?? "No");
  }
  if (isRange(value)) return formatDateRange(value, timeZone);
  if (typeof value === "string") return `contains “${value}”`;
  const labels = value.map((choice) => {
    const option = filter.kind === "choice" && filter.options.find((candidate) => candidate.value === choice);
    return option ? option.label : choice;
  });
  const named = labels.slice(0, NAMED_CHOICES_MAX).join(", ");
  const rest = labels.length - NAMED_CHOICES_MAX;
  return rest > 0 ? `${named} +${rest}` : named;
}
