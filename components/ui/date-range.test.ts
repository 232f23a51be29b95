import { describe, expect, it } from "vitest";
import { daysToRange, pastPresets } from "./date-range.ts";
import { formatDateRange } from "./date-range-label.ts";

const date = (text: string) => new Date(text);

describe("formatDateRange", () => {
  it("shows whole days without times and names the last day that is in the range", () => {
    const range = { from: date("2026-11-01T00:00:00Z"), to: date("2026-11-06T00:00:00Z") };
    expect(formatDateRange(range, "UTC")).toBe("1 Nov 2026 – 5 Nov 2026");
    expect(formatDateRange({ ...range, to: date("2026-11-02T00:00:00Z") }, "UTC")).toBe("1 Nov 2026");
    expect(formatDateRange({ ...range, from: null }, "UTC")).toBe("until 5 Nov 2026");
  });

  it("shows times where a range begins or ends within a day", () => {
    expect(formatDateRange({ from: date("2026-11-01T14:03:00Z"), to: null }, "UTC")).toBe(
      "from 1 Nov 2026, 14:03",
    );
    expect(formatDateRange({ from: null, to: date("2026-11-01T14:03:00Z") }, "UTC")).toBe(
      "before 1 Nov 2026, 14:03",
    );
  });
});

describe("daysToRange", () => {
  it("ends at the midnight after the last day", () => {
    const range = daysToRange(new Date(2026, 9, 31, 15), new Date(2026, 9, 31, 9));
    expect(range).toEqual({ from: new Date(2026, 9, 31), to: new Date(2026, 10, 1) });
  });
});

describe("pastPresets", () => {
  it("begin the named time ago and stay open towards the future", () => {
    const now = date("2026-11-12T12:00:00Z");
    const day = pastPresets.find((preset) => preset.id === "24h");
    expect(day?.range(now)).toEqual({ from: date("2026-11-11T12:00:00Z"), to: null });
  });
});
