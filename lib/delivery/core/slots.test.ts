import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { initialSlots, slotsAfterSlowDown, slotsAfterSuccess } from "./slots.ts";

describe("slots", () => {
  it("start with four, or fewer when fewer are allowed", () => {
    expect(initialSlots(20).count).toBe(4);
    expect(initialSlots(2).count).toBe(2);
  });

  it("grow by one with each success up to the maximum", () => {
    let slots = initialSlots(7);
    const counts = [];
    for (let i = 0; i < 5; i += 1) {
      slots = slotsAfterSuccess(slots, 7);
      counts.push(slots.count);
    }
    expect(counts).toEqual([5, 6, 7, 7, 7]);
  });

  it("halve, but not again for attempts that were under way at the last halving", () => {
    let slots = { count: 32, halvedAtMs: Number.NEGATIVE_INFINITY };
    slots = slotsAfterSlowDown(slots, { startedAtMs: 0, nowMs: 100 });
    expect(slots.count).toBe(16);
    slots = slotsAfterSlowDown(slots, { startedAtMs: 100, nowMs: 101 });
    expect(slots.count).toBe(16);
    slots = slotsAfterSlowDown(slots, { startedAtMs: 101, nowMs: 300 });
    expect(slots.count).toBe(8);
  });

  it("shrink to a lowered maximum at the next success", () => {
    expect(slotsAfterSuccess({ count: 20, halvedAtMs: 0 }, 5).count).toBe(5);
  });

  it("never leave the range from one to the maximum", () => {
    const step = fc.record({ isSuccess: fc.boolean(), tookMs: fc.nat(30_000), waitMs: fc.nat(1_000) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.array(step, { maxLength: 200 }), (max, steps) => {
        let slots = initialSlots(max);
        let nowMs = 0;
        for (const { isSuccess, tookMs, waitMs } of steps) {
          nowMs += waitMs;
          const before = slots.count;
          slots = isSuccess
            ? slotsAfterSuccess(slots, max)
            : slotsAfterSlowDown(slots, { startedAtMs: nowMs - tookMs, nowMs });
          if (slots.count < 1 || slots.count > max) return false;
          if (isSuccess ? slots.count !== Math.min(max, before + 1) : slots.count > before) return false;
        }
        return true;
      }),
    );
  });
});
