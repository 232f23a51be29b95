const HEX = 32;
/** Shorter beginnings name too many things: ids that were made within a minute share their first eight digits. */
const PREFIX_MIN = 8;

export type IdSpan = { low: string; high: string };

/** The ids that begin with a text, both ends included; null when it is not the beginning of an id. */
export function idSpan(text: string): IdSpan | null {
  const digits = text.trim().toLowerCase().replaceAll("-", "");
  if (!/^[0-9a-f]+$/.test(digits) || digits.length < PREFIX_MIN || digits.length > HEX) return null;
  return { low: withDashes(digits.padEnd(HEX, "0")), high: withDashes(digits.padEnd(HEX, "f")) };
}

function withDashes(digits: string): string {
  return [0, 8, 12, 16, 20].map((from, index, all) => digits.slice(from, all[index + 1] ?? HEX)).join("-");
}
