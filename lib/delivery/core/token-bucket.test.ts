import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fullTokenBucket, nextTokenAtMs, takeToken } from "./token-bucket.ts";

/** Asks again and again with the given pauses and returns the times at which a request was let through. */
function sentAt(ratePerSecond: number, startMs: number, pausesMs: readonly number[]): number[] {
  let bucket = fullTokenBucket(ratePerSecond);
  let nowMs = startMs;
  const sent = [];
  for (const pauseMs of pausesMs) {
    nowMs += pauseMs;
    for (;;) {
      const taken = takeToken(bucket, nowMs);
      if (taken === null) break;
      bucket = taken;
      sent.push(nowMs);
    }
  }
  return sent;
}

/** The most requests in any window of one second (its end excluded). */
function busiestSecond(sent: readonly number[]): number {
  let most = 0;
  let first = 0;
  sent.forEach((at, index) => {
    while (at - (sent[first] ?? at) >= 1_000) first += 1;
    most = Math.max(most, index - first + 1);
  });
  return most;
}

describe("token bucket", () => {
  it("never lets more than 5 % over the rate through in any one-second window", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        fc.array(
          fc.oneof(
            fc.double({ min: 0, max: 5, noNaN: true }),
            fc.double({ min: 0, max: 3_000, noNaN: true }),
          ),
          {
            maxLength: 600,
          },
        ),
        (rate, startMs, pausesMs) => busiestSecond(sentAt(rate, startMs, pausesMs)) <= rate * 1.05,
      ),
    );
  });

  it("never lets more than one request through in a window of a rate below one a second", () => {
    const everyTenMs = Array.from({ length: 2_000 }, () => 10);
    const sent = sentAt(0.5, 0, everyTenMs);
    expect(sent).toEqual([10, 2_020, 4_030, 6_040, 8_050, 10_060, 12_070, 14_080, 16_090, 18_100]);
  });

  it.each([1, 3, 10, 50, 333])("lets the full rate of %i through when it is asked often enough", (rate) => {
    const everyMs = Array.from({ length: 10_000 }, () => 1);
    const sent = sentAt(rate, 0, everyMs).length;
    expect(sent).toBeGreaterThanOrEqual(rate * 10 * 0.9);
    expect(sent).toBeLessThanOrEqual(rate * 10 * 1.01 + 1);
  });

  it("says when the next request may go, and means it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), fc.nat(1e9), (rate, startMs) => {
        let bucket = fullTokenBucket(rate);
        for (let i = 0; i < 100; i += 1) {
          const at = Math.max(startMs, nextTokenAtMs(bucket));
          if (at > startMs && takeToken(bucket, at - 0.01) !== null) return false;
          const taken = takeToken(bucket, at);
          if (taken === null) return false;
          bucket = taken;
        }
        return true;
      }),
    );
  });

  it("does not save up what was not used", () => {
    let bucket = fullTokenBucket(10);
    bucket = takeToken(bucket, 0) ?? bucket;
    const sent = [];
    for (let nowMs = 60_000; nowMs < 60_050; nowMs += 1) {
      const taken = takeToken(bucket, nowMs);
      if (taken) {
        bucket = taken;
        sent.push(nowMs);
      }
    }
    expect(sent).toEqual([60_000]);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses a rate of %d", (rate) => {
    expect(() => fullTokenBucket(rate)).toThrow(RangeError);
  });
});
