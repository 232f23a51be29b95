import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CATCH_UP,
  type CatchUpPace,
  catchUpAfterFailure,
  catchUpAtMs,
  startCatchUp,
  takeCatchUp,
} from "./catch-up.ts";

/** Sends whenever the pace lets it, looking every millisecond; answers with the times. */
function sentAt(pace: CatchUpPace, fromMs: number, toMs: number): { pace: CatchUpPace; times: number[] } {
  let current = pace;
  const times: number[] = [];
  for (let nowMs = fromMs; nowMs < toMs; nowMs += 1) {
    const taken = takeCatchUp(current, nowMs);
    if (taken === null) continue;
    current = taken;
    times.push(nowMs);
  }
  return { pace: current, times };
}

const count = (times: readonly number[], fromMs: number, toMs: number) =>
  times.filter((at) => at >= fromMs && at < toMs).length;

describe("catch-up", () => {
  it("begins with ten a second, doubles every ten seconds, and stays at two hundred", () => {
    const { times } = sentAt(startCatchUp(0), 0, 70_000);
    expect(count(times, 0, 10_000)).toBeGreaterThanOrEqual(95);
    expect(count(times, 0, 10_000)).toBeLessThanOrEqual(101);
    expect(count(times, 11_000, 12_000)).toBeGreaterThanOrEqual(18);
    expect(count(times, 11_000, 12_000)).toBeLessThanOrEqual(21);
    for (let second = 0; second < 70; second += 1) {
      expect(count(times, second * 1_000, (second + 1) * 1_000)).toBeLessThanOrEqual(
        CATCH_UP.maxPerSecond * 1.05,
      );
    }
    expect(count(times, 60_000, 70_000)).toBeGreaterThanOrEqual(1_900);
  });

  it("halves after a failure, but not again for what was under way with it, and never below one a second", () => {
    let pace = startCatchUp(0);
    pace = catchUpAfterFailure(pace, { startedAtMs: 0, nowMs: 100 });
    expect(pace.bucket.ratePerSecond).toBe(5);
    expect(catchUpAfterFailure(pace, { startedAtMs: 50, nowMs: 110 })).toBe(pace);
    for (let nowMs = 200; nowMs < 2_000; nowMs += 100) {
      pace = catchUpAfterFailure(pace, { startedAtMs: nowMs, nowMs: nowMs + 50 });
    }
    expect(pace.bucket.ratePerSecond).toBe(CATCH_UP.minPerSecond);
  });

  it("always comes to an end: it never waits for longer than a second, whatever fails", () => {
    const step = fc.record({ waitMs: fc.nat(20_000), fails: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        let nowMs = 0;
        let pace = startCatchUp(nowMs);
        for (const { waitMs, fails } of steps) {
          nowMs += waitMs;
          if (catchUpAtMs(pace) > nowMs + 1_001) return false;
          const startedAtMs = Math.max(nowMs, catchUpAtMs(pace));
          const taken = takeCatchUp(pace, startedAtMs);
          if (taken === null) return false;
          nowMs = startedAtMs + 1;
          pace = fails ? catchUpAfterFailure(taken, { startedAtMs, nowMs }) : taken;
          const { ratePerSecond } = pace.bucket;
          if (ratePerSecond < CATCH_UP.minPerSecond || ratePerSecond > CATCH_UP.maxPerSecond) return false;
        }
        return true;
      }),
    );
  });
});
