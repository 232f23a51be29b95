/** An exact number: numerator and positive denominator without a common factor. Rules never see binary floats. */
export type Rational = { readonly n: bigint; readonly d: bigint };

/** More digits than any amount has; keeps hostile input from costing time. */
const DIGITS_MAX = 40;
const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/;

export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };

/** The number that a decimal text names, as in "12.50"; undefined when it names none. */
export function parseDecimal(text: string): Rational | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  if (whole.length + fraction.length > DIGITS_MAX) return undefined;
  const digits = BigInt(whole + fraction) * (sign === "-" ? -1n : 1n);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? reduce(digits, 10n ** BigInt(scale)) : reduce(digits * 10n ** BigInt(-scale), 1n);
}

/** The decimal that a number of JSON shows, digit for digit. */
export function fromNumber(value: number): Rational | undefined {
  return parseDecimal(String(value));
}

export function fromInteger(value: number | bigint): Rational {
  return { n: BigInt(value), d: 1n };
}

export function add(a: Rational, b: Rational): Rational {
  return reduce(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function subtract(a: Rational, b: Rational): Rational {
  return reduce(a.n * b.d - b.n * a.d, a.d * b.d);
}

export function multiply(a: Rational, b: Rational): Rational {
  return reduce(a.n * b.n, a.d * b.d);
}

/** Undefined for a division by zero. */
export function divide(a: Rational, b: Rational): Rational | undefined {
  return b.n === 0n ? undefined : reduce(a.n * b.d, a.d * b.n);
}

/** Negative, zero or positive, as `a` is less than, equal to or greater than `b`. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

export type Rounding = "default" | "up" | "down";

/** To that many decimals: "default" to the nearest, halves away from zero; "up" and "down" towards ±infinity. */
export function round(value: Rational, scale: number, rounding: Rounding = "default"): Rational {
  const factor = 10n ** BigInt(scale);
  const scaled = value.n * factor;
  const down = floorDivide(scaled, value.d);
  if (down * value.d === scaled) return value;
  if (rounding === "down") return reduce(down, factor);
  if (rounding === "up") return reduce(down + 1n, factor);
  const twice = 2n * (scaled - down * value.d);
  const isUp = twice > value.d || (twice === value.d && value.n > 0n);
  return reduce(isUp ? down + 1n : down, factor);
}

/** Shortest decimal text, rounded to at most `scale` decimals: "12.5", "-0.000001", "3". */
export function toDecimal(value: Rational, scale = 6): string {
  const factor = 10n ** BigInt(scale);
  const rounded = round(value, scale);
  const digits = (rounded.n * factor) / rounded.d;
  const sign = digits < 0n ? "-" : "";
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
  const whole = text.slice(0, text.length - scale);
  const fraction = text.slice(text.length - scale).replace(/0+$/, "");
  return fraction === "" ? sign + whole : `${sign}${whole}.${fraction}`;
}

function reduce(n: bigint, d: bigint): Rational {
  if (d < 0n) return reduce(-n, -d);
  const divisor = greatestCommonDivisor(n < 0n ? -n : n, d);
  return divisor === 1n ? { n, d } : { n: n / divisor, d: d / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function floorDivide(n: bigint, d: bigint): bigint {
  const quotient = n / d;
  return n % d !== 0n && n < 0n ? quotient - 1n : quotient;
}
