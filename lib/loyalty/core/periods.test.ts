import fc from "fast-check";
import { expect, test } from "vitest";
import { PERIODS, periodNumber, periodStart, windowStart } from "./periods.ts";

const instant = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2199, 0, 1) });

test("every instant lies in exactly one period, which begins no later and ends after it", () => {
  fc.assert(
    fc.property(fc.constantFrom(...PERIODS), instant, (period, ms) => {
      const number = periodNumber(period, ms);
      expect(periodStart(period, number)).toBeLessThanOrEqual(ms);
      expect(periodStart(period, number + 1)).toBeGreaterThan(ms);
      expect(periodNumber(period, periodStart(period, number))).toBe(number);
    }),
  );
});

test("weeks begin on Monday", () => {
  const sunday = Date.parse("2026-11-22T23:59:59Z");
  const monday = Date.parse("2026-11-23T00:00:00Z");
  expect(periodNumber("week", monday)).toBe(periodNumber("week", sunday) + 1);
  expect(new Date(periodStart("week", periodNumber("week", monday))).toISOString()).toBe(
    "2026-11-23T00:00:00.000Z",
  );
});

test("a window of several periods ends with the current one", () => {
  const nowMs = Date.parse("2026-01-15T10:30:00Z");
  const start = (type: Parameters<typeof windowStart>[0]["type"], value: number) =>
    new Date(windowStart({ type, value }, nowMs)).toISOString();
  expect(start("calendarHours", 1)).toBe("2026-01-15T10:00:00.000Z");
  expect(start("calendarDays", 7)).toBe("2026-01-09T00:00:00.000Z");
  expect(start("calendarMonths", 2)).toBe("2025-12-01T00:00:00.000Z");
  expect(start("calendarYears", 1)).toBe("2026-01-01T00:00:00.000Z");
});
