const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const formats = new Map<string, Intl.DateTimeFormat>();

type ZonedParts = { year: string; month: string; day: string; time: string; seconds: string; millis: string };

/**
 * Only numbers are taken from Intl, the words are ours: month names and separators differ between
 * the ICU of a server and that of a browser, which would break hydration.
 */
function zonedParts(date: Date, timeZone: string): ZonedParts {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(date).map((part) => [part.type, part.value]));
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
  return {
    year: get("year"),
    month: MONTHS[Number(get("month")) - 1] ?? "",
    day: get("day"),
    time: `${get("hour")}:${get("minute")}`,
    seconds: get("second"),
    millis: String(date.getUTCMilliseconds()).padStart(3, "0"),
  };
}

export type TimePrecision = "minute" | "second" | "millisecond";

/** "12 Nov 2026, 14:03", without naming the zone. */
export function formatDateTime(date: Date, timeZone: string, precision: TimePrecision = "minute"): string {
  const { year, month, day, time, seconds, millis } = zonedParts(date, timeZone);
  const tail = precision === "minute" ? "" : precision === "second" ? `:${seconds}` : `:${seconds}.${millis}`;
  return `${day} ${month} ${year}, ${time}${tail}`;
}

/** "12 Nov 2026" */
export function formatDate(date: Date, timeZone: string): string {
  const { year, month, day } = zonedParts(date, timeZone);
  return `${day} ${month} ${year}`;
}

/** "2026-11-12T14:03": what `<input type="datetime-local">` holds for an instant in a zone. */
export function formatDateTimeField(date: Date, timeZone: string): string {
  const { year, month, day, time } = zonedParts(date, timeZone);
  const monthNumber = String(MONTHS.indexOf(month) + 1).padStart(2, "0");
  return `${year.padStart(4, "0")}-${monthNumber}-${day.padStart(2, "0")}T${time}`;
}

const STEPS: readonly (readonly [limitSeconds: number, unitSeconds: number, name: string])[] = [
  [60, 1, "s"],
  [3_600, 60, "min"],
  [86_400, 3_600, "h"],
  [30 * 86_400, 86_400, "d"],
  [365 * 86_400, 30 * 86_400, "mo"],
  [Number.POSITIVE_INFINITY, 365 * 86_400, "y"],
];

/** "5 min ago", "in 2 h", "now" within five seconds. Rounded down: never older than it says. */
export function formatRelative(date: Date, nowMs: number): string {
  const seconds = (date.getTime() - nowMs) / 1_000;
  const distance = Math.abs(seconds);
  if (distance < 5) return "now";
  const step = STEPS.find(([limit]) => distance < limit);
  if (!step) return "now";
  const amount = `${Math.floor(distance / step[1])} ${step[2]}`;
  return seconds < 0 ? `${amount} ago` : `in ${amount}`;
}

/** "840 ms", "1.2 s", "3 min 5 s", "2 h", "4 d 6 h": at most two units. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0) return "–";
  if (ms < 1) return ms === 0 ? "0 ms" : "<1 ms";
  if (Math.round(ms) < 1_000) return `${Math.round(ms)} ms`;
  const tenths = Math.round(ms / 100);
  if (tenths < 100) return `${tenths / 10} s`;
  const seconds = Math.floor(tenths / 10);
  const units: [number, string][] = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3_600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ];
  const first = units.findIndex(([amount]) => amount > 0);
  return units
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(" ");
}
