import { periodNumber, periodStart } from "../../core/periods.ts";

/** Sums of units over time, in the words of the reference. */
export const HISTORY_TYPES = ["spent", "earned", "expired", "pending"] as const;
export type HistoryType = (typeof HISTORY_TYPES)[number];

export const HISTORY_INTERVALS = ["day", "month", "year"] as const;
export type HistoryInterval = (typeof HISTORY_INTERVALS)[number];

/** Three years: whoever asks for more reads what a whole programme has ever done. */
export const HISTORY_DAYS_MAX = 1_096;

const DAY_MS = 24 * 3_600_000;

/** Whole days in UTC: so many before today, today, and so many after it. Unix milliseconds, the end not included. */
export function historyRange(
  { lastDays, futureDays }: { lastDays: number; futureDays: number },
  nowMs: number,
): { fromMs: number; toMs: number } {
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS;
  return { fromMs: today - lastDays * DAY_MS, toMs: today + (futureDays + 1) * DAY_MS };
}

const NAME_CHARS: Record<HistoryInterval, number> = { day: 10, month: 7, year: 4 };

/** The names of the intervals that a range touches, the first one first: "2026-11-26", "2026-11" or "2026". */
export function intervalNames(
  interval: HistoryInterval,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): string[] {
  const first = periodNumber(interval, fromMs);
  const count = periodNumber(interval, toMs - 1) - first + 1;
  return Array.from({ length: count }, (_, index) =>
    new Date(periodStart(interval, first + index)).toISOString().slice(0, NAME_CHARS[interval]),
  );
}
