import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distribution, median, mostWithin, percentile, slope } from "./statistics.ts";

describe("percentile", () => {
  it("is the smallest value that so many percent do not exceed", () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    expect([1, 50, 99, 100].map((percent) => percentile(hundred, percent))).toEqual([1, 50, 99, 100]);
  });

  it("of nothing is no number", () => {
    expect(percentile([], 50)).toBeNaN();
    expect(distribution([]).max).toBeNaN();
  });
});

it("a median does not depend on the order", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([10, 9, 8, 1])).toBe(8);
});

it("a slope is that of the line the points are on", () => {
  fc.assert(
    fc.property(fc.integer({ min: -100, max: 100 }), fc.integer({ min: -100, max: 100 }), (a, b) => {
      const points = Array.from({ length: 10 }, (_, x) => ({ x, y: a * x + b }));
      expect(slope(points)).toBeCloseTo(a, 6);
    }),
  );
});

describe("mostWithin", () => {
  it("agrees with looking at the window that begins at each time", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 })),
        fc.integer({ min: 1, max: 20 }),
        (times, length) => {
          const counts = times.map((from) => times.filter((at) => at >= from && at < from + length).length);
          expect(mostWithin(times, length)).toBe(Math.max(0, ...counts));
        },
      ),
    );
  });

  it("does not count the end of the window", () => {
    expect(mostWithin([0, 500, 1_000], 1_000)).toBe(2);
  });
});
