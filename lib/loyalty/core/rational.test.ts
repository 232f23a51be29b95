import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  compare,
  divide,
  fromInteger,
  fromNumber,
  multiply,
  parseDecimal,
  type Rational,
  round,
  subtract,
  toDecimal,
} from "./rational.ts";

const amount = fc
  .record({ units: fc.bigInt(-(10n ** 15n), 10n ** 15n), scale: fc.integer({ min: 0, max: 6 }) })
  .map(
    ({ units, scale }): Rational =>
      divide({ n: units, d: 1n }, { n: 10n ** BigInt(scale), d: 1n }) ?? { n: 0n, d: 1n },
  );

describe("an exact number", () => {
  test("comes back from its decimal text unchanged", () => {
    fc.assert(
      fc.property(amount, (value) => {
        expect(parseDecimal(toDecimal(value))).toEqual(value);
      }),
    );
  });

  test("adds and multiplies as numbers do, without error", () => {
    fc.assert(
      fc.property(amount, amount, amount, (a, b, c) => {
        expect(subtract(add(a, b), b)).toEqual(a);
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
        expect(compare(add(a, b), a)).toBe(compare(b, fromInteger(0)));
      }),
    );
    const tenth = fromNumber(0.1);
    const fifth = fromNumber(0.2);
    if (tenth === undefined || fifth === undefined) throw new Error("0.1 is a number");
    expect(toDecimal(add(tenth, fifth))).toBe("0.3");
  });

  test("rounds to the nearest, halves away from zero, or to the side that is asked for", () => {
    const rounded = (text: string, rounding?: "up" | "down") =>
      toDecimal(round(parseDecimal(text) ?? fromInteger(999), 0, rounding));
    expect([rounded("2.5"), rounded("-2.5"), rounded("2.49"), rounded("-2.51")]).toEqual([
      "3",
      "-3",
      "2",
      "-3",
    ]);
    expect([
      rounded("2.1", "up"),
      rounded("-2.9", "up"),
      rounded("2.9", "down"),
      rounded("-2.1", "down"),
    ]).toEqual(["3", "-2", "2", "-3"]);
  });

  test("is not made of other text, nor of more digits than an amount has", () => {
    for (const text of ["", " 1", "1.", ".5", "1,5", "0x10", "NaN", "Infinity", "1".repeat(41), "1e999"]) {
      expect(parseDecimal(text), text).toBeUndefined();
    }
    expect(fromNumber(1e-7)).toEqual(parseDecimal("0.0000001"));
  });

  test("has no quotient by zero", () => {
    expect(divide(fromInteger(1), fromInteger(0))).toBeUndefined();
  });
});
