/**
 * Units and money: exact decimals with six places, as the reference has them, held as a whole number of millionths.
 * Binary floating point is met at the edges only, where JSON has nothing else: a number of at most 15 significant
 * digits becomes a double and its shortest text again without loss.
 */

declare const amount: unique symbol;
/** Millionths. */
export type Amount = bigint & { readonly [amount]: true };

const PLACES = 6;
const SCALE = 1_000_000n;

/** What one transfer, one balance or one price can be: 15 significant digits. */
export const AMOUNT_MAX = 999_999_999.999999;
export const LARGEST = 999_999_999_999_999n as Amount;

export const ZERO = 0n as Amount;

/** Whether a number is an amount: finite, six decimal places or less, and in range either way. */
export function isAmount(value: number): boolean {
  return Math.abs(value) <= AMOUNT_MAX && Number(value.toFixed(PLACES)) === value;
}

/** Throws RangeError for a number that `isAmount` refuses. */
export function amountFrom(value: number): Amount {
  if (!isAmount(value)) throw new RangeError(`${value} is no amount.`);
  return parse(value.toFixed(PLACES));
}

/** Of a stored numeric: Prisma's decimals have `toFixed`, statements of the pool answer with texts. */
export function amountOf(stored: string | { toFixed(places: number): string }): Amount {
  return parse(typeof stored === "string" ? stored : stored.toFixed(PLACES));
}

/** As PostgreSQL takes it: "12.5", without needless zeros. */
export function amountText(value: Amount): string {
  const sign = value < 0n ? "-" : "";
  const digits = (value < 0n ? -value : value).toString().padStart(PLACES + 1, "0");
  const fraction = digits.slice(-PLACES).replace(/0+$/, "");
  return `${sign}${digits.slice(0, -PLACES)}${fraction === "" ? "" : `.${fraction}`}`;
}

/** For JSON. Exact up to `AMOUNT_MAX`; the nearest double of a sum that has outgrown it. */
export function amountNumber(value: Amount): number {
  return Number(amountText(value));
}

export function plus(...values: readonly Amount[]): Amount {
  return values.reduce<bigint>((sum, value) => sum + value, 0n) as Amount;
}

export function minus(from: Amount, value: Amount): Amount {
  return (from - value) as Amount;
}

export function smaller(one: Amount, other: Amount): Amount {
  return one < other ? one : other;
}

/** Of two amounts, rounded half away from zero to six places. */
export function times(one: Amount, other: Amount): Amount {
  const product = one * other;
  const half = product < 0n ? -SCALE / 2n : SCALE / 2n;
  return ((product + half) / SCALE) as Amount;
}

const TEXT = /^(-?)(\d+)(?:\.(\d{1,6})0*)?$/;

function parse(text: string): Amount {
  const [, sign, whole, fraction = ""] = TEXT.exec(text) ?? [];
  if (whole === undefined) throw new RangeError(`"${text}" is no amount.`);
  const micro = BigInt(whole) * SCALE + BigInt(fraction.padEnd(PLACES, "0"));
  return (sign === "-" ? -micro : micro) as Amount;
}
