export const TRAFFIC_RANGES = ["24h", "7d", "30d"] as const;
export type TrafficRange = (typeof TRAFFIC_RANGES)[number];

export const RANGE_LABELS: Record<TrafficRange, string> = {
  "24h": "24 hours",
  "7d": "7 days",
  "30d": "30 days",
};

const HOUR_MS = 3_600_000;

/** About fifty steps each. Those of what is older than two days are whole hours, as roll-ups are then. */
const STEPS: Record<TrafficRange, { stepMs: number; count: number }> = {
  "24h": { stepMs: HOUR_MS / 2, count: 48 },
  "7d": { stepMs: 3 * HOUR_MS, count: 56 },
  "30d": { stepMs: 12 * HOUR_MS, count: 60 },
};

export type Steps = { fromMs: number; toMs: number; stepMs: number };

/** The steps of a range, the last of which holds the time of now. */
export function stepsOf(range: TrafficRange, nowMs: number): Steps {
  const { stepMs, count } = STEPS[range];
  const toMs = (Math.floor(nowMs / stepMs) + 1) * stepMs;
  return { fromMs: toMs - count * stepMs, toMs, stepMs };
}

/** The starts of the steps. */
export function startsOf({ fromMs, toMs, stepMs }: Steps): number[] {
  return Array.from({ length: Math.round((toMs - fromMs) / stepMs) }, (_, index) => fromMs + index * stepMs);
}
