import type { TrafficRange } from "./core/range.ts";

/** What became of attempts and deliveries in one step of time, or in several. Tests are not counted. */
export type TrafficSums = {
  attempts: number;
  failedAttempts: number;
  /** Deliveries that ended. */
  succeeded: number;
  exhausted: number;
  /** Of the answers; null without any. */
  p50Ms: number | null;
  p95Ms: number | null;
};

export type TrafficPointDto = TrafficSums & {
  /** ISO 8601. */
  start: string;
};

export type TrafficDto = {
  range: TrafficRange;
  stepMs: number;
  /** One for each step, also where nothing was sent. */
  points: TrafficPointDto[];
  totals: TrafficSums;
};

/** The last 24 hours of one webhook, for a line in a list. */
export type WebhookDayDto = {
  /** One for each hour, the oldest first. */
  hours: { attempts: number; failedAttempts: number }[];
  attempts: number;
  failedAttempts: number;
  p95Ms: number | null;
};
