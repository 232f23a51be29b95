import { formatDate, formatDateTime } from "#components/ui/time-format.ts";

const DAY_MS = 24 * 3_600_000;

/** Under the axis: the time of day while the whole is about a day, else the day. */
export function tickLabel(startMs: number, spanMs: number, timeZone: string): string {
  const date = new Date(startMs);
  if (spanMs <= 2 * DAY_MS) return formatDateTime(date, timeZone).slice(-5);
  return formatDate(date, timeZone).slice(0, -5);
}

/** "20 Nov 2026, 14:00 – 14:30", with the day repeated where it changes. */
export function stepLabel(startMs: number, stepMs: number, timeZone: string): string {
  const from = formatDateTime(new Date(startMs), timeZone);
  const to = formatDateTime(new Date(startMs + stepMs), timeZone);
  const isSameDay = from.slice(0, -7) === to.slice(0, -7);
  return `${from} – ${isSameDay ? to.slice(-5) : to}`;
}

const TICKS_MAX = 5;

/** Where the axis is labelled: at 00:00, 06:00, … of a day, at the first steps of days otherwise, a few in all. */
export function axisTicks(startsMs: readonly number[], spanMs: number, timeZone: string): number[] {
  const partOf = (startMs: number): string => {
    const [day = "", time = ""] = formatDateTime(new Date(startMs), timeZone).split(", ");
    return spanMs <= 2 * DAY_MS ? `${day} ${Math.floor(Number(time.slice(0, 2)) / 6)}` : day;
  };
  const parts = startsMs.map(partOf);
  const firsts = startsMs.filter((_, index) => index > 0 && parts[index] !== parts[index - 1]);
  const every = Math.max(1, Math.ceil(firsts.length / TICKS_MAX));
  return firsts.filter((_, index) => index % every === 0);
}
