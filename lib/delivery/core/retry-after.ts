/** A receiver may not hold its lane for longer than this. */
export const RETRY_AFTER_MAX_MS = 24 * 60 * 60 * 1_000;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const TIME = "(\\d{2}):(\\d{2}):(\\d{2})";
const SHORT_DAY = "(?:mon|tue|wed|thu|fri|sat|sun)";
const LONG_DAY = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)";
const MONTH = `(${MONTHS.join("|")})`;

// The three forms of RFC 9110, section 5.6.7; all of them are in GMT.
const IMF_FIXDATE = new RegExp(`^${SHORT_DAY}, (\\d{2}) ${MONTH} (\\d{4}) ${TIME} gmt$`, "i");
const RFC_850 = new RegExp(`^${LONG_DAY}, (\\d{2})-${MONTH}-(\\d{2}) ${TIME} gmt$`, "i");
const ASCTIME = new RegExp(`^${SHORT_DAY} ${MONTH} ([ \\d]\\d) ${TIME} (\\d{4})$`, "i");

/**
 * How many milliseconds a `Retry-After` value asks to wait: whole seconds or any form of HTTP-date
 * (RFC 9110, section 10.2.3), at most 24 hours. Null for anything else and for a date that has passed.
 */
export function parseRetryAfter(value: string | null | undefined, nowMs: number): number | null {
  const text = value?.trim() ?? "";
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1_000, RETRY_AFTER_MAX_MS);
  const atMs = parseHttpDate(text, nowMs);
  if (atMs === null || atMs < nowMs) return null;
  return Math.min(atMs - nowMs, RETRY_AFTER_MAX_MS);
}

/** The wait that the first `Retry-After` among a response's headers asks for, as `parseRetryAfter`. */
export function retryAfterOf(
  headers: readonly (readonly [name: string, value: string])[],
  nowMs: number,
): number | null {
  const header = headers.find(([name]) => name.length === 11 && name.toLowerCase() === "retry-after");
  return header === undefined ? null : parseRetryAfter(header[1], nowMs);
}

function parseHttpDate(text: string, nowMs: number): number | null {
  let found = IMF_FIXDATE.exec(text);
  if (found) {
    const [, day, month, year, hour, minute, second] = found;
    return utc(Number(year), month, day, hour, minute, second);
  }
  found = RFC_850.exec(text);
  if (found) {
    const [, day, month, shortYear, hour, minute, second] = found;
    // RFC 9110: a two-digit year that looks more than 50 years ahead means the most recent past one.
    const nowYear = new Date(nowMs).getUTCFullYear();
    const year = Math.floor(nowYear / 100) * 100 + Number(shortYear);
    return utc(year > nowYear + 50 ? year - 100 : year, month, day, hour, minute, second);
  }
  found = ASCTIME.exec(text);
  if (found) {
    const [, month, day, hour, minute, second, year] = found;
    return utc(Number(year), month, day, hour, minute, second);
  }
  return null;
}

function utc(
  year: number,
  monthName: string | undefined,
  dayText: string | undefined,
  hourText: string | undefined,
  minuteText: string | undefined,
  secondText: string | undefined,
): number | null {
  const month = MONTHS.indexOf(monthName?.toLowerCase() ?? "");
  const day = Number(dayText);
  const hour = Number(hourText);
  const minute = Number(minuteText);
  const second = Number(secondText);
  // A second of 60 is a leap second, which `Date.UTC` carries into the next minute.
  if (hour > 23 || minute > 59 || second > 60) return null;
  const atMs = Date.UTC(year, month, day, hour, minute, second);
  const isRealDay = new Date(Date.UTC(year, month, day)).getUTCDate() === day;
  return isRealDay ? atMs : null;
}
