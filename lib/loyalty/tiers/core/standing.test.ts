import { expect, it } from "vitest";
import { amountFrom } from "../../core/amount.ts";
import { type Ladder, monthsBetween, tierReached } from "./standing.ts";

const ladder: Ladder = {
  conditions: [
    { id: "units", attribute: "totalEarnedUnits", walletTypeCode: null },
    { id: "money", attribute: "totalSpending", walletTypeCode: null },
  ],
  tiers: [
    { id: "basic", sortOrder: 0, isDefault: true, thresholds: new Map() },
    { id: "silver", sortOrder: 1, isDefault: false, thresholds: thresholds(100, 50) },
    { id: "gold", sortOrder: 2, isDefault: false, thresholds: thresholds(500, 50) },
  ],
};

function thresholds(units: number, money: number) {
  return new Map([
    ["units", amountFrom(units)],
    ["money", amountFrom(money)],
  ]);
}

it.each([
  [0, 0, "basic"],
  [99.999999, 50, "basic"],
  [100, 50, "silver"],
  [500, 49.99, "basic"],
  [10_000, 50, "gold"],
])("%d units and %d of spending are the tier %s", (units, money, tier) => {
  expect(tierReached(ladder, thresholds(units, money))?.id).toBe(tier);
});

it("is no tier where the set has none", () => {
  expect(tierReached({ conditions: [], tiers: [] }, new Map())).toBeNull();
});

it.each([
  ["2026-01-31T10:00:00Z", "2026-02-28T10:00:00Z", 0],
  ["2026-01-15T10:00:00Z", "2026-02-15T09:59:59Z", 0],
  ["2026-01-15T10:00:00Z", "2026-02-15T10:00:00Z", 1],
  ["2024-11-20T00:00:00Z", "2026-11-25T00:00:00Z", 24],
  ["2026-11-20T00:00:00Z", "2026-11-01T00:00:00Z", 0],
])("from %s to %s are %d whole months", (from, to, months) => {
  expect(monthsBetween(new Date(from), new Date(to))).toBe(months);
});
