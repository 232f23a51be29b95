import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDecimal, toDecimal, ZERO } from "../../core/rational.ts";
import { REDEMPTION_STATUSES } from "../constants.ts";
import { type RewardRules, usageQuestions, whyUnavailable, whyUsedUp } from "./availability.ts";
import {
  bytesForCode,
  CHARACTER_SETS,
  type CharacterSet,
  convertedValue,
  couponCode,
  couponPeriod,
} from "./coupon.ts";
import { statusChange, usualNext } from "./status.ts";

const NOW = Date.parse("2026-11-20T10:00:00Z");
const DAY_MS = 24 * 3_600_000;

const rules = (change: Partial<RewardRules> = {}): RewardRules => ({
  isActive: true,
  activity: null,
  levelIds: [],
  usageLimit: { perUser: -1, general: -1 },
  limits: {},
  ...change,
});
const codeOf = (change: Partial<RewardRules>, levelId: string | null = null) =>
  whyUnavailable(rules(change), { levelId }, NOW)?.code ?? null;

describe("a reward", () => {
  test("is to be had while it is active, within its time and by its tiers", () => {
    expect(codeOf({})).toBeNull();
    expect(codeOf({ isActive: false })).toBe("reward_inactive");
    expect(codeOf({ activity: { fromMs: NOW + 1, toMs: NOW + 2 } })).toBe("reward_not_started");
    expect(codeOf({ activity: { fromMs: NOW - 2, toMs: NOW - 1 } })).toBe("reward_ended");
    expect(codeOf({ activity: { fromMs: NOW, toMs: NOW } })).toBeNull();
    expect(codeOf({ levelIds: ["gold"] })).toBe("reward_tier");
    expect(codeOf({ levelIds: ["gold"] }, "silver")).toBe("reward_tier");
    expect(codeOf({ levelIds: ["gold"] }, "gold")).toBeNull();
  });

  test("asks how often it was used only where it has a limit, each in its interval", () => {
    expect(usageQuestions(rules(), NOW)).toEqual([]);
    const questions = usageQuestions(
      rules({
        usageLimit: { perUser: 0, general: 5 },
        limits: { perMember: { value: 1, interval: { type: "calendarMonths" } }, general: { value: 3 } },
      }),
      NOW,
    );
    expect(questions).toEqual([
      { scope: "member", sinceMs: 0, limit: 0 },
      { scope: "everybody", sinceMs: 0, limit: 5 },
      { scope: "member", sinceMs: Date.parse("2026-11-01T00:00:00Z"), limit: 1 },
      { scope: "everybody", sinceMs: 0, limit: 3 },
    ]);
  });

  test("is never given more often than a limit allows, and as often as it does", () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 30 }),
        (limit, purchases) => {
          let used = 0;
          for (const quantity of purchases) {
            const refusal = whyUsedUp({ scope: "member", sinceMs: 0, limit }, used, quantity);
            if (refusal === null) used += quantity;
            else expect(used + quantity).toBeGreaterThan(limit);
            expect(used).toBeLessThanOrEqual(limit);
          }
        },
      ),
    );
    expect(whyUsedUp({ scope: "member", sinceMs: 0, limit: 3 }, 2, 2)?.message).toBe(
      "The member can have the reward once more.",
    );
    expect(whyUsedUp({ scope: "everybody", sinceMs: 0, limit: 3 }, 3, 1)?.message).toBe(
      "The usage limit of the reward is reached: everybody together has had it 3 times.",
    );
  });
});

describe("a coupon", () => {
  test("can be used from the day and for the days that the reward says, or until its date", () => {
    expect(couponPeriod({}, NOW)).toEqual({ fromMs: NOW, toMs: null });
    expect(couponPeriod({ daysInactive: 2, daysValid: 30 }, NOW)).toEqual({
      fromMs: NOW + 2 * DAY_MS,
      toMs: NOW + 32 * DAY_MS,
    });
    expect(couponPeriod({ daysValid: 30, dateValidMs: NOW + 5 }, NOW).toMs).toBe(NOW + 5);
  });

  test("is worth its units times the ratio, in whole cents", () => {
    const value = (units: string, ratio: string, rounding: "default" | "up" | "down") =>
      toDecimal(
        convertedValue(parseDecimal(units) ?? ZERO, { ratio: parseDecimal(ratio) ?? ZERO, rounding }),
      );
    expect(value("333", "0.0045", "default")).toBe("1.5");
    expect(value("333", "0.0045", "down")).toBe("1.49");
    expect(value("333", "0.004503", "up")).toBe("1.5");
  });

  test("has a code of the characters and the length that are asked for", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<CharacterSet>("alphanum", "alpha", "num"),
        fc.integer({ min: 4, max: 64 }),
        fc.infiniteStream(fc.nat(255)),
        (characterSet, length, stream) => {
          const generator = { length, characterSet, prefix: "PRE-" };
          const random: number[] = [];
          // Bytes that are all unfair would be as likely as a broken generator.
          for (const byte of stream) if (random.push(byte % 200) >= bytesForCode(generator)) break;
          const code = couponCode(generator, Uint8Array.from(random));
          expect(code).toHaveLength(length + 4);
          expect(
            [...code.slice(4)].every((character) => CHARACTER_SETS[characterSet].includes(character)),
          ).toBe(true);
        },
      ),
    );
  });
});

describe("the status of a redemption", () => {
  test("never changes by itself, nor after it was withdrawn or returned", () => {
    for (const status of REDEMPTION_STATUSES) expect(statusChange(status, status)).toEqual({ kind: "none" });
    for (const final of ["canceled", "rejected", "returned"] as const) {
      for (const to of REDEMPTION_STATUSES)
        if (to !== final) expect(statusChange(final, to).kind).toBe("refused");
    }
    expect(statusChange("completed", "returned").kind).toBe("changed");
    expect(statusChange("completed", "shipped").kind).toBe("refused");
    expect(statusChange("issued", "completed")).toEqual({ kind: "changed", isWithdrawn: false });
    expect(statusChange("shipped", "canceled")).toEqual({ kind: "changed", isWithdrawn: true });
    expect(statusChange("pending", "rejected")).toEqual({ kind: "changed", isWithdrawn: true });
    for (const from of REDEMPTION_STATUSES) {
      const next = usualNext(from);
      if (next === null) expect(["canceled", "rejected", "returned"]).toContain(from);
      else expect(statusChange(from, next)).toEqual({ kind: "changed", isWithdrawn: false });
    }
  });
});
