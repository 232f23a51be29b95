import fc from "fast-check";
import { expect, test } from "vitest";
import { SlidingWindow } from "./sliding-window.ts";

test("no stretch of the window's length holds more calls than the limit, and what is refused does not count", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }), (gaps) => {
      const window = new SlidingWindow(6, 1_000, 10);
      const passed: number[] = [];
      let nowMs = 0;
      for (const gap of gaps) {
        nowMs += gap;
        const before = passed.filter((atMs) => atMs > nowMs - 1_000).length;
        const waitMs = window.take("key", nowMs);
        expect(waitMs === 0).toBe(before < 6);
        if (waitMs === 0) passed.push(nowMs);
        else expect(waitMs).toBeLessThanOrEqual(1_000);
      }
    }),
  );
});

test("a caller who waits as long as told is let through, and keys do not share", () => {
  const window = new SlidingWindow(2, 1_000, 10);
  expect([window.take("a", 0), window.take("a", 300), window.take("a", 400)]).toEqual([0, 0, 600]);
  expect(window.take("b", 400)).toBe(0);
  expect([window.take("a", 1_000), window.take("a", 1_001)]).toEqual([0, 299]);
});

test("it remembers a bounded number of keys, those that called last", () => {
  const window = new SlidingWindow(1, 1_000, 2);
  for (const key of ["a", "b", "c"]) expect(window.take(key, 0)).toBe(0);
  expect([window.take("b", 1), window.take("a", 1)]).toEqual([999, 0]);
});
