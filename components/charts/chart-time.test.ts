import { expect, test } from "vitest";
import { stepLabel, tickLabel } from "./chart-time.ts";

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
