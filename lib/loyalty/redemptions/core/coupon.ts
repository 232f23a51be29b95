import { multiply, type Rational, type Rounding, round } from "../../core/rational.ts";

const DAY_MS = 24 * 3_600_000;

export type CouponValidity = {
  daysInactive?: number | undefined;
  daysValid?: number | undefined;
  /** Unix milliseconds; goes before daysValid. */
  dateValidMs?: number | undefined;
};

/** When a coupon that is issued now can be used. `toMs` null: it does not expire. */
export function couponPeriod(
  validity: CouponValidity,
  nowMs: number,
): { fromMs: number; toMs: number | null } {
  const fromMs = nowMs + (validity.daysInactive ?? 0) * DAY_MS;
  if (validity.dateValidMs !== undefined) return { fromMs, toMs: validity.dateValidMs };
  return { fromMs, toMs: validity.daysValid === undefined ? null : fromMs + validity.daysValid * DAY_MS };
}

/** What units are worth as a coupon, in money: two decimals. */
export function convertedValue(
  units: Rational,
  conversion: { ratio: Rational; rounding: Rounding },
): Rational {
  return round(multiply(units, conversion.ratio), 2, conversion.rounding);
}

const DIGITS = "0123456789";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
export const CHARACTER_SETS = { alphanum: LETTERS + DIGITS, alpha: LETTERS, num: DIGITS } as const;
export type CharacterSet = keyof typeof CHARACTER_SETS;

export type CouponGenerator = { length: number; characterSet: CharacterSet; prefix?: string | undefined };

/** How many random bytes `couponCode` needs at most, with overwhelming probability. */
export function bytesForCode(generator: CouponGenerator): number {
  return generator.length * 4 + 32;
}

/** A code of `length` characters after its prefix, each character equally likely. */
export function couponCode(generator: CouponGenerator, random: Uint8Array): string {
  const characters = CHARACTER_SETS[generator.characterSet];
  // Bytes above the last whole multiple would make the first characters more likely.
  const limit = 256 - (256 % characters.length);
  const fair = [...random].filter((byte) => byte < limit).slice(0, generator.length);
  if (fair.length < generator.length) throw new Error("Too few random bytes for a coupon code.");
  return (generator.prefix ?? "") + fair.map((byte) => characters[byte % characters.length]).join("");
}
