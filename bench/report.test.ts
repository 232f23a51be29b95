import { describe, expect, it } from "vitest";
import { judge, shown, withRange } from "./report.ts";
import type { Target } from "./scenario.ts";

const rows = (...values: number[]) =>
  values.map((value, index) => ({ variant: "v", run: index + 1, figures: { rate: value } }));
const verdictOf = (bound: Pick<Target, "atLeast" | "atMost">, ...values: number[]) =>
  judge({ targets: [{ variant: "v", figure: "rate", what: "rate", ...bound }] }, rows(...values))[0];

describe("judge", () => {
  it("holds the median of the runs against the bound, which itself is good enough", () => {
    expect(verdictOf({ atLeast: 10 }, 9, 10, 50)).toMatchObject({ measured: 10, min: 9, max: 50, met: true });
    expect(verdictOf({ atLeast: 10 }, 9, 9.9, 50)).toMatchObject({ met: false, target: "≥ 10" });
    expect(verdictOf({ atMost: 10 }, 1, 10, 11)).toMatchObject({ met: true, target: "≤ 10" });
    expect(verdictOf({ atMost: 10 }, 1, 10.1, 11)).toMatchObject({ met: false });
  });

  it("says of what could not be measured that it is not met", () => {
    expect(verdictOf({ atMost: 10 }, Number.NaN)).toMatchObject({ met: false });
    expect(verdictOf({ atLeast: 10 }, Number.NaN)).toMatchObject({ met: false });
  });

  it("says nothing of what was not part of the run", () => {
    expect(verdictOf({ atMost: 10 })).toBeUndefined();
  });
});

it("figures are shown with about three digits, and with their range when there is one", () => {
  expect([0.1234, 12.34, 1_234.5, 7, Number.NaN].map(shown)).toEqual(["0.12", "12.3", "1,235", "7", "–"]);
  expect(withRange({ median: 2, min: 1, max: 3 })).toBe("2 (1 … 3)");
  expect(withRange({ median: 2, min: 2, max: 2 })).toBe("2");
});
