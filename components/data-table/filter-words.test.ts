import { describe, expect, it } from "vitest";
import { filterWords, isActive } from "./filter-words.ts";

describe("isActive", () => {
  it("takes false as a filter and emptiness as none", () => {
    expect([false, true, "a", ["a"], { from: new Date(), to: null }].map(isActive)).not.toContain(false);
    expect([null, undefined, "", "  ", [], { from: null, to: null }].map(isActive)).not.toContain(true);
  });
});

describe("filterWords", () => {
  it("names at most two choices by their labels and counts the rest", () => {
    const filter = {
      kind: "choice",
      options: [
        { value: "a", label: "Alpha" },
        { value: "b", label: "Beta" },
      ],
    } as const;
    expect(filterWords(filter, ["a"], "UTC")).toBe("Alpha");
    expect(filterWords(filter, ["a", "b", "x", "y"], "UTC")).toBe("Alpha, Beta +2");
  });

  it("uses the column's own words for yes and no", () => {
    expect(filterWords({ kind: "boolean" }, false, "UTC")).toBe("No");
    expect(filterWords({ kind: "boolean", trueLabel: "Legacy" }, true, "UTC")).toBe("Legacy");
  });

  it("tells text and days", () => {
    expect(filterWords({ kind: "text" }, "shop", "UTC")).toBe("contains “shop”");
    const range = { from: new Date("2026-11-01T00:00:00Z"), to: new Date("2026-11-03T00:00:00Z") };
    expect(filterWords({ kind: "date-range" }, range, "UTC")).toBe("1 Nov 2026 – 2 Nov 2026");
  });
});
