import fc from "fast-check";
import { expect, test } from "vitest";
import { LATENCY_BUCKETS, LATENCY_LIMITS_MS, latencyPercentile } from "./latency.ts";

const histogram = (times: readonly number[]) =>
  LATENCY_BUCKETS.map(
    (bucket) =>
      times.filter((ms) => LATENCY_LIMITS_MS.filter((limit) => limit <= ms).length === bucket).length,
  );

const bucketOf = (ms: number) => LATENCY_LIMITS_MS.filter((limit) => limit <= ms).length;

test("without answers there is no percentile", () => {
  expect(latencyPercentile([], 0.95)).toBeNull();
  expect(latencyPercentile(histogram([]), 0.95)).toBeNull();
});

test("a percentile lies in the bucket of the true one, and never beyond the slowest", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 200 }),
      fc.constantFrom(0.5, 0.95, 1),
      (times, share) => {
        const sorted = [...times].sort((a, b) => a - b);
        const truth = sorted[Math.ceil(share * times.length) - 1] ?? 0;
        const slowest = sorted.at(-1) ?? 0;
        const found = latencyPercentile(histogram(times), share, slowest) ?? -1;
        const bucket = bucketOf(truth);
        expect(found).toBeLessThanOrEqual(slowest);
        expect(found).toBeGreaterThanOrEqual(LATENCY_LIMITS_MS[bucket - 1] ?? 0);
        expect(found).toBeLessThanOrEqual(LATENCY_LIMITS_MS[bucket] ?? slowest);
      },
    ),
  );
});
