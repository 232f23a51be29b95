import { expect, it } from "vitest";
import { nextRecalculation } from "./periods.ts";

const member = {
  registeredAt: new Date("2024-02-29T08:00:00Z"),
  promotedAt: new Date("2026-01-31T12:00:00Z"),
};

it.each([
  ["registration_anniversary", 1, "2026-02-15T00:00:00Z", "2026-02-28T08:00:00.000Z"],
  ["registration_anniversary", 2, "2026-02-28T08:00:00Z", "2028-02-29T08:00:00.000Z"],
  ["recalculation_every_month_after_tier_promotion", 1, "2026-02-01T00:00:00Z", "2026-02-28T12:00:00.000Z"],
  ["recalculation_every_month_after_tier_promotion", 3, "2026-02-01T00:00:00Z", "2026-04-30T12:00:00.000Z"],
  ["yearly", 1, "2026-06-01T00:00:00Z", "2027-01-01T00:00:00.000Z"],
  ["monthly", 2, "2026-11-25T00:00:00Z", "2027-01-01T00:00:00.000Z"],
  // A Wednesday, and a Monday.
  ["weekly", 1, "2026-11-25T10:00:00Z", "2026-11-30T00:00:00.000Z"],
  ["weekly", 1, "2026-11-30T00:00:00Z", "2026-12-07T00:00:00.000Z"],
] as const)("%s, every %d, after %s is %s", (period, interval, after, expected) => {
  expect(nextRecalculation(period, interval, member, new Date(after)).toISOString()).toBe(expected);
});
