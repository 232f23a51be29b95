import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_RETRY_SCHEDULE_SECONDS, nextAttemptAt } from "./retry-policy.ts";

const middle = () => 0.5;

describe("nextAttemptAt", () => {
  it("waits what the schedule says when the jitter is in the middle", () => {
    const waits = DEFAULT_RETRY_SCHEDULE_SECONDS.map((_, attemptsMade) =>
      nextAttemptAt({
        schedule: DEFAULT_RETRY_SCHEDULE_SECONDS,
        attemptsMade,
        failedAtMs: 0,
        random: middle,
      }),
    );
    expect(waits).toEqual([
      0, 5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 50_400_000, 72_000_000, 86_400_000,
    ]);
  });

  it("is null once every attempt of the schedule has been made", () => {
    for (const attemptsMade of [10, 11, 1_000]) {
      const schedule = DEFAULT_RETRY_SCHEDULE_SECONDS;
      expect(nextAttemptAt({ schedule, attemptsMade, failedAtMs: 0, random: middle })).toBeNull();
    }
    expect(nextAttemptAt({ schedule: [], attemptsMade: 0, failedAtMs: 0, random: middle })).toBeNull();
  });

  it("stays within 20 % of the schedule, in whole milliseconds, whatever the random number", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 }),
        fc.nat(25),
        fc.integer({ min: 0, max: 4e12 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (schedule, attemptsMade, failedAtMs, random) => {
          const at = nextAttemptAt({ schedule, attemptsMade, failedAtMs, random: () => random });
          const waitMs = (schedule[attemptsMade] ?? Number.NaN) * 1_000;
          if (Number.isNaN(waitMs)) return at === null;
          return (
            at !== null &&
            Number.isInteger(at) &&
            at >= failedAtMs + waitMs * 0.8 - 1 &&
            at <= failedAtMs + waitMs * 1.2 + 1
          );
        },
      ),
    );
  });

  it("reaches both ends of the jitter", () => {
    const at = (random: number) =>
      nextAttemptAt({ schedule: [0, 100], attemptsMade: 1, failedAtMs: 1_000, random: () => random });
    expect(at(0)).toBe(81_000);
    expect(at(0.999999999)).toBe(121_000);
  });
});
