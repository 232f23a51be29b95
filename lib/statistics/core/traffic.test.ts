import { expect, test } from "vitest";
import { addSums, NO_SUMS, presentSums, rateWords, successRate } from "./traffic.ts";

test("sums of nothing leave sums as they are, also with histograms of other lengths", () => {
  const sums = { attempts: 3, failedAttempts: 1, succeeded: 2, exhausted: 0, slowestMs: 9, latency: [1, 2] };
  expect(addSums(NO_SUMS, sums)).toEqual(sums);
  expect(addSums(sums, sums)).toEqual({
    attempts: 6,
    failedAttempts: 2,
    succeeded: 4,
    exhausted: 0,
    slowestMs: 9,
    latency: [2, 4],
  });
  expect(presentSums(NO_SUMS)).toMatchObject({ attempts: 0, p50Ms: null, p95Ms: null });
});

test("a rate is never rounded up to a hundred, and is none without attempts", () => {
  expect(rateWords(successRate({ attempts: 0, failedAttempts: 0 }))).toBe("–");
  expect(rateWords(successRate({ attempts: 100_000, failedAttempts: 1 }))).toBe("99.9 %");
  expect(rateWords(successRate({ attempts: 2, failedAttempts: 0 }))).toBe("100 %");
  expect(rateWords(successRate({ attempts: 2, failedAttempts: 2 }))).toBe("0 %");
});
