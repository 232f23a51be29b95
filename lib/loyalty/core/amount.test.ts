import fc from "fast-check";
import { expect, it } from "vitest";
import {
  type Amount,
  amountFrom,
  amountNumber,
  amountOf,
  amountText,
  isAmount,
  plus,
  times,
} from "./amount.ts";

const anyAmount = fc
  .bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n })
  .map((micro) => micro as Amount);

it("is the same after it was text, number and JSON", () => {
  fc.assert(
    fc.property(anyAmount, (value) => {
      expect(amountOf(amountText(value))).toBe(value);
      expect(amountFrom(amountNumber(value))).toBe(value);
      expect(amountFrom(JSON.parse(JSON.stringify(amountNumber(value))))).toBe(value);
    }),
  );
});

it("adds up without the errors of binary floating point", () => {
  const tenths = Array.from({ length: 10 }, () => amountFrom(0.1));
  expect(amountNumber(plus(...tenths))).toBe(1);
  expect(amountText(plus(amountFrom(0.1), amountFrom(0.2)))).toBe("0.3");
});

it.each([
  [0.5, 3, "1.5"],
  [0.000001, 0.5, "0.000001"],
  [-0.000001, 0.5, "-0.000001"],
  [19.99, 1.5, "29.985"],
  [0.333333, 0.333333, "0.111111"],
])("%d times %d is %s", (one, other, product) => {
  expect(amountText(times(amountFrom(one), amountFrom(other)))).toBe(product);
});

it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e9, -1e9, 1e21, 0.0000001, 1.2345678])(
  "refuses %d",
  (value) => {
    expect(isAmount(value)).toBe(false);
    expect(() => amountFrom(value)).toThrow(RangeError);
  },
);

it.each(["", "1,5", "1e3", "1.1234567", "0x1", " 1"])('refuses the text "%s"', (text) => {
  expect(() => amountOf(text)).toThrow(RangeError);
});
