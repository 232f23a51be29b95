import { expect, test } from "vitest";
import { axisTicks, stepLabel, tickLabel } from "./chart-time.ts";

const HOUR_MS = 3_600_000;
const NOON = Date.UTC(2026, 10, 20, 12);

test("the axis of a day names hours, that of a week days, both in the reader's zone", () => {
  expect(tickLabel(NOON, 24 * HOUR_MS, "Europe/Berlin")).toBe("13:00");
  expect(tickLabel(NOON, 7 * 24 * HOUR_MS, "UTC")).toBe("20 Nov");
});

test("a step names its day once, and twice where it passes midnight", () => {
  expect(stepLabel(NOON, HOUR_MS / 2, "UTC")).toBe("20 Nov 2026, 12:00 – 12:30");
  expect(stepLabel(NOON, 12 * HOUR_MS, "UTC")).toBe("20 Nov 2026, 12:00 – 21 Nov 2026, 00:00");
});

test("the axis is labelled at the quarters of a day, or at the beginnings of a few days, in the reader's zone", () => {
  const labels = (spanMs: number, stepMs: number, timeZone: string) => {
    const starts = Array.from(
      { length: spanMs / stepMs },
      (_, index) => NOON - spanMs + (index + 1) * stepMs,
    );
    return axisTicks(starts, spanMs, timeZone).map((startMs) => tickLabel(startMs, spanMs, timeZone));
  };
  const day = 24 * HOUR_MS;
  expect(labels(day, HOUR_MS / 2, "UTC")).toEqual(["18:00", "00:00", "06:00", "12:00"]);
  expect(labels(day, HOUR_MS / 2, "Asia/Kathmandu")).toEqual(["00:15", "06:15", "12:15"]);
  expect(labels(7 * day, 3 * HOUR_MS, "America/New_York")).toEqual(["14 Nov", "16 Nov", "18 Nov", "20 Nov"]);
  expect(labels(30 * day, 12 * HOUR_MS, "UTC")).toEqual(["23 Oct", "29 Oct", "4 Nov", "10 Nov", "16 Nov"]);
});
