import fc from "fast-check";
import { expect, it } from "vitest";
import { type Amount, plus } from "../../core/amount.ts";
import { type ExpiryRule, expiryOf } from "./expiry.ts";
import { takeFrom } from "./lots.ts";

const units = fc.bigInt({ min: 0n, max: 1_000_000n }).map((micro) => micro as Amount);

it("takes exactly what is asked from lots in their order, or nothing", () => {
  fc.assert(
    fc.property(fc.array(units, { maxLength: 8 }), units, (remaining, wanted) => {
      const lots = remaining.map((left, index) => ({ id: String(index), remaining: left, expiresAt: null }));
      const taken = takeFrom(lots, wanted);
      const all = plus(...remaining);
      if (all < wanted) {
        expect(taken).toBeNull();
        return;
      }
      expect(plus(...(taken ?? []).map((part) => part.units))).toBe(wanted);
      // Every lot before the last one that was touched is empty.
      const last = Number(taken?.at(-1)?.lotId ?? -1);
      const before = taken?.slice(0, -1) ?? [];
      for (const lot of lots.slice(0, Math.max(0, last)).filter((one) => one.remaining > 0n)) {
        expect(before.find(({ lotId }) => lotId === lot.id)?.units).toBe(lot.remaining);
      }
    }),
  );
});

const rule = (over: Partial<ExpiryRule>): ExpiryRule => ({
  unitExpiry: "all_time_active",
  unitDaysActiveCount: null,
  unitYearsActiveCount: null,
  unitExpiryDate: null,
  ...over,
});

it.each<[Partial<ExpiryRule>, string | null]>([
  [{}, null],
  [{ unitExpiry: "after_x_days", unitDaysActiveCount: 30 }, "2026-03-17T10:00:00.000Z"],
  [{ unitExpiry: "at_the_end_of_the_month" }, "2026-02-28T23:59:59.000Z"],
  [{ unitExpiry: "at_the_end_of_the_x_th_year", unitYearsActiveCount: 2 }, "2027-12-31T23:59:59.000Z"],
  [{ unitExpiry: "at_the_end_of_the_chosen_date", unitExpiryDate: "06-30" }, "2026-06-30T23:59:59.000Z"],
  [{ unitExpiry: "at_the_end_of_the_chosen_date", unitExpiryDate: "01-31" }, "2027-01-31T23:59:59.000Z"],
])("with %o units of 15 February expire %s", (over, expected) => {
  const expiry = expiryOf(rule(over), new Date("2026-02-15T10:00:00Z"));
  expect(expiry?.toISOString() ?? null).toBe(expected);
});
