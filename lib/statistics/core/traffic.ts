import { latencyPercentile } from "#lib/delivery/core/latency.ts";
import type { TrafficSums } from "../schema.ts";

/** Sums of roll-ups, as they are read. */
export type RollupSums = {
  attempts: number;
  failedAttempts: number;
  succeeded: number;
  exhausted: number;
  slowestMs: number;
  latency: readonly number[];
};

export const NO_SUMS: RollupSums = {
  attempts: 0,
  failedAttempts: 0,
  succeeded: 0,
  exhausted: 0,
  slowestMs: 0,
  latency: [],
};

export function addSums(one: RollupSums, other: RollupSums): RollupSums {
  const length = Math.max(one.latency.length, other.latency.length);
  return {
    attempts: one.attempts + other.attempts,
    failedAttempts: one.failedAttempts + other.failedAttempts,
    succeeded: one.succeeded + other.succeeded,
    exhausted: one.exhausted + other.exhausted,
    slowestMs: Math.max(one.slowestMs, other.slowestMs),
    latency: Array.from({ length }, (_, index) => (one.latency[index] ?? 0) + (other.latency[index] ?? 0)),
  };
}

export function presentSums({ latency, slowestMs, ...counts }: RollupSums): TrafficSums {
  const rounded = (share: number) => {
    const ms = latencyPercentile(latency, share, slowestMs);
    return ms === null ? null : Math.round(ms * 10) / 10;
  };
  return { ...counts, p50Ms: rounded(0.5), p95Ms: rounded(0.95) };
}

/** Attempts that succeeded, of all: 0 to 1; null when there were none. */
export function successRate({
  attempts,
  failedAttempts,
}: Pick<TrafficSums, "attempts" | "failedAttempts">): number | null {
  return attempts === 0 ? null : (attempts - failedAttempts) / attempts;
}

/** "99.7 %". Never rounded up to 100: one failure among many shows. */
export function rateWords(rate: number | null): string {
  if (rate === null) return "–";
  const percent = Math.floor(rate * 1_000) / 10;
  return `${percent === 100 || percent === 0 ? percent : percent.toFixed(1)} %`;
}
