import { z } from "zod";

const DateTime = z.iso.datetime({ offset: true, local: true });
const DateOnly = z.iso.date();

const FIRST_MS = Date.UTC(1900, 0, 1);
const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * The instant that an ISO 8601 text names: with an offset, without one (UTC), or a date alone (its midnight in
 * UTC). Undefined when it names none, or one outside 1900 to 9999, which the database would not take.
 */
export function parseInstant(text: string): Date | undefined {
  const isDate = DateOnly.safeParse(text).success;
  if (!isDate && !DateTime.safeParse(text).success) return undefined;
  const hasZone = isDate || /(?:Z|[+-]\d\d:?\d\d)$/.test(text);
  const instant = new Date(hasZone ? text : `${text}Z`);
  const ms = instant.getTime();
  return ms >= FIRST_MS && ms <= LAST_MS ? instant : undefined;
}
