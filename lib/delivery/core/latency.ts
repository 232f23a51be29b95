/**
 * How long answers took, as a roll-up keeps it: the number of answers below each limit, and those beyond the last.
 * Percentiles are read from that, without looking at a single attempt.
 */

export const LATENCY_LIMITS_MS = [
  5, 10, 20, 35, 50, 75, 100, 150, 200, 300, 500, 750, 1_000, 1_500, 2_500, 5_000, 10_000,
] as const;

/** Numbers of the buckets, as PostgreSQL's width_bucket gives them; the last is for what is beyond all limits. */
export const LATENCY_BUCKETS: readonly number[] = Array.from(
  { length: LATENCY_LIMITS_MS.length + 1 },
  (_, index) => index,
);

/** The SQL that adds two histograms, either of which may be empty. */
export function addLatency(one: string, other: string): string {
  const sums = LATENCY_BUCKETS.map(
    (index) => `coalesce(${one}[${index + 1}], 0) + coalesce(${other}[${index + 1}], 0)`,
  );
  return `ARRAY[${sums.join(", ")}]`;
}

/** The SQL that adds the histograms of a group's rows up, as int[]. */
export function sumLatency(column: string): string {
  const sums = LATENCY_BUCKETS.map((index) => `coalesce(sum(${column}[${index + 1}]), 0)::int`);
  return `ARRAY[${sums.join(", ")}]`;
}

/**
 * The time in ms within which a share of the answers came, as good as the limits tell: within a bucket answers count
 * as evenly spread. Null without answers.
 * @param share 0.95 for the 95th percentile
 * @param slowestMs the longest of the period, which no percentile exceeds
 */
export function latencyPercentile(
  counts: readonly number[],
  share: number,
  slowestMs: number = Number.POSITIVE_INFINITY,
): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const wanted = share * total;
  let below = 0;
  for (const [index, count] of counts.entries()) {
    if (count > 0 && below + count >= wanted) {
      const from = LATENCY_LIMITS_MS[index - 1] ?? 0;
      const last = Number.isFinite(slowestMs) ? Math.max(from, slowestMs) : from;
      const to = LATENCY_LIMITS_MS[index] ?? last;
      return Math.min(from + ((wanted - below) / count) * (to - from), slowestMs);
    }
    below += count;
  }
  return null;
}
