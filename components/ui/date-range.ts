/** A half-open range of instants: `from` is in it, `to` is not. Null is open. */
export type DateRange = { from: Date | null; to: Date | null };

export type DateRangePreset = {
  id: string;
  label: string;
  range: (now: Date) => DateRange;
};

const HOUR_MS = 3_600_000;

const last = (hours: number) => (now: Date) => ({
  from: new Date(now.getTime() - hours * HOUR_MS),
  to: null,
});

/** Presets that look back: for logs. */
export const pastPresets: readonly DateRangePreset[] = [
  { id: "1h", label: "Last hour", range: last(1) },
  { id: "24h", label: "Last 24 hours", range: last(24) },
  { id: "7d", label: "Last 7 days", range: last(7 * 24) },
  { id: "30d", label: "Last 30 days", range: last(30 * 24) },
];

/** Presets for dates that may lie ahead: for settings such as "active from". */
export const pastAndFuturePresets: readonly DateRangePreset[] = [
  { id: "future", label: "In the future", range: (now) => ({ from: now, to: null }) },
  { id: "past", label: "In the past", range: (now) => ({ from: null, to: now }) },
  { id: "7d", label: "Last 7 days", range: (now) => ({ ...last(7 * 24)(now), to: now }) },
  { id: "30d", label: "Last 30 days", range: (now) => ({ ...last(30 * 24)(now), to: now }) },
];

export function isOpenRange(range: DateRange): boolean {
  return range.from === null && range.to === null;
}

/** The range of whole days in the zone of the machine it runs on: midnight to the midnight after the last. */
export function daysToRange(first: Date, lastDay: Date): DateRange {
  return {
    from: new Date(first.getFullYear(), first.getMonth(), first.getDate()),
    to: new Date(lastDay.getFullYear(), lastDay.getMonth(), lastDay.getDate() + 1),
  };
}

/** The last instant that is in the range, for showing its last day. */
export function lastInstant(range: DateRange): Date | null {
  return range.to && new Date(range.to.getTime() - 1);
}
