import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatDate,
  formatDateTime,
  formatDateTimeField,
  formatDuration,
  formatRelative,
} from "./time-format.ts";

const noon = new Date("2026-11-12T12:00:00.042Z");

describe("formatDateTime", () => {
  it("shows the time of the zone asked for", () => {
    expect(formatDateTime(noon, "UTC")).toBe("12 Nov 2026, 12:00");
    expect(formatDateTime(noon, "Asia/Tokyo")).toBe("12 Nov 2026, 21:00");
    expect(formatDateTime(noon, "UTC", "millisecond")).toBe("12 Nov 2026, 12:00:00.042");
  });

  it("calls midnight 00:00 of the day that begins", () => {
    expect(formatDateTime(new Date("2026-01-01T00:00:00Z"), "UTC")).toBe("1 Jan 2026, 00:00");
    expect(formatDate(new Date("2026-01-01T00:00:00Z"), "America/New_York")).toBe("31 Dec 2025");
  });
});

describe("formatRelative", () => {
  it("speaks of past and future in the largest fitting unit", () => {
    const at = (seconds: number) =>
      formatRelative(new Date(noon.getTime() + seconds * 1_000), noon.getTime());
    expect([
      at(0),
      at(-4),
      at(-5),
      at(-59),
      at(-60),
      at(-3_599),
      at(-7_300),
      at(-86_400 * 3),
      at(-86_400 * 400),
    ]).toEqual([
      "now",
      "now",
      "5 s ago",
      "59 s ago",
      "1 min ago",
      "59 min ago",
      "2 h ago",
      "3 d ago",
      "1 y ago",
    ]);
    expect([at(30), at(300), at(86_400 * 61)]).toEqual(["in 30 s", "in 5 min", "in 2 mo"]);
  });
});

describe("formatDuration", () => {
  it("uses at most two units and never rounds up into an impossible amount", () => {
    const cases: [number, string][] = [
      [0, "0 ms"],
      [0.4, "<1 ms"],
      [999.4, "999 ms"],
      [999.6, "1 s"],
      [1_240, "1.2 s"],
      [59_940, "59 s"],
      [59_990, "1 min"],
      [185_000, "3 min 5 s"],
      [7_200_000, "2 h"],
      [367_200_000, "4 d 6 h"],
      [-1, "–"],
    ];
    for (const [ms, text] of cases) {
      expect(formatDuration(ms), String(ms)).toBe(text);
    }
  });

  it("never shows 60 of a unit that has 60", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (ms) => {
        expect(formatDuration(ms)).not.toMatch(/(^| )(60 s|60 min|24 h|1000 ms)/);
      }),
    );
  });
});

describe("formatDateTimeField", () => {
  it("is what a datetime-local field takes, in the zone asked for", () => {
    expect(formatDateTimeField(new Date("2026-01-02T03:04:05Z"), "UTC")).toBe("2026-01-02T03:04");
    expect(formatDateTimeField(new Date("2026-01-02T03:04:05Z"), "America/New_York")).toBe(
      "2026-01-01T22:04",
    );
  });
});
