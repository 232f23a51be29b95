import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pageWindow } from "./page-window.ts";

describe("pageWindow", () => {
  it("holds the first, the last and the current page, in order, and a gap stands for two pages or more", () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 5_000 })
          .chain((count) => fc.tuple(fc.integer({ min: 1, max: count }), fc.constant(count))),
        ([page, count]) => {
          const entries = pageWindow(page, count);
          expect(entries.length).toBeLessThanOrEqual(7);
          expect(entries[0]).toBe(1);
          expect(entries.at(-1)).toBe(count);
          expect(entries).toContain(page);
          let previous = 0;
          let afterGap = false;
          for (const entry of entries) {
            if (entry === "gap") {
              afterGap = true;
              continue;
            }
            if (afterGap) expect(entry - previous).toBeGreaterThan(2);
            else expect(entry - previous).toBe(1);
            previous = entry;
            afterGap = false;
          }
        },
      ),
    );
  });

  it("shows page 1 of an empty list", () => {
    expect(pageWindow(1, 0)).toEqual([1]);
  });
});
