import { type DateRange, lastInstant } from "./date-range.ts";
import { formatDate, formatDateTime } from "./time-format.ts";

/** "1 Nov 2026 – 5 Nov 2026", "from 12 Nov 2026, 14:03", "before …". Whole days are shown without times. */
export function formatDateRange(range: DateRange, timeZone: string): string {
  const show = (date: Date) =>
    isMidnight(date, timeZone) ? formatDate(date, timeZone) : formatDateTime(date, timeZone);
  const end = range.to && isMidnight(range.to, timeZone) ? lastInstant(range) : range.to;
  const showEnd = (date: Date) => (end === range.to ? show(date) : formatDate(date, timeZone));

  if (range.from && end) {
    const from = show(range.from);
    const to = showEnd(end);
    return from === to ? from : `${from} – ${to}`;
  }
  if (range.from) return `from ${show(range.from)}`;
  if (end) return end === range.to ? `before ${show(end)}` : `until ${showEnd(end)}`;
  return "any time";
}

function isMidnight(date: Date, timeZone: string): boolean {
  return formatDateTime(date, timeZone, "millisecond").endsWith("00:00:00.000");
}
