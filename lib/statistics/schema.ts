import type { DeliveryDto } from "#lib/deliveries/schema.ts";
import type { WebhookCondition } from "#lib/webhooks/constants.ts";
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
  /** One number for each hour, the oldest first. */
  attemptsByHour: number[];
  failedByHour: number[];
  attempts: number;
  failedAttempts: number;
  p95Ms: number | null;
};

/** A number that has reached `BACKLOG_COUNT_MAX` stands for "that many or more". */
export type BacklogDto = {
  /** Deliveries with an attempt scheduled. */
  waiting: number;
  /** Since when the first of them is due, ISO 8601; null when none is due yet. */
  oldestDueAt: string | null;
};

export const BACKLOG_COUNT_MAX = 1_000;

/** What the list shows of a webhook beside its settings. */
export type WebhookActivityDto = {
  day: WebhookDayDto;
  backlog: BacklogDto;
  /** The newest, tests included; null when there was none. */
  lastDelivery: Pick<DeliveryDto, "deliveryId" | "createdAt" | "state" | "attempts" | "trigger"> | null;
};

/** A webhook that somebody should look after, and why. */
export type AttentionDto = {
  webhookSubscriptionId: string;
  eventNames: string[];
  url: string;
  kind: "disabled" | "failing" | "behind";
  condition: WebhookCondition;
  /** In a sentence or two. */
  reason: string;
  /** ISO 8601; null when it is not known. */
  since: string | null;
  backlog: BacklogDto;
};

export type OverviewDto = {
  /** The first few; `attentionCount` tells how many there are. */
  attention: AttentionDto[];
  attentionCount: number;
  webhookCount: number;
  backlog: { deliveries: number; isEstimated: boolean; oldestDueSeconds: number };
};
