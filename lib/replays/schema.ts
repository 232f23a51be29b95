import { z } from "zod";
import { REPLAY_EVENT_NAMES_MAX, REPLAY_RATE, REPLAY_SCOPES, REPLAY_STATES } from "./constants.ts";

const dateTime = z.iso.datetime({ offset: true, local: true });

/** What to send again. Whether the range can be replayed is decided where the clock and the retention are known. */
export const ReplaySelection = z.strictObject({
  webhookSubscriptionId: z.uuid(),
  /** Included. Without a zone: UTC. */
  from: dateTime,
  /** Not included; left out: now. */
  to: dateTime.optional(),
  scope: z.enum(REPLAY_SCOPES),
  /** Left out or empty: all events. */
  eventNames: z.array(z.string().min(1)).max(REPLAY_EVENT_NAMES_MAX).optional(),
});
export type ReplaySelection = z.infer<typeof ReplaySelection>;

export const NewReplay = z.strictObject({
  ...ReplaySelection.shape,
  /** Deliveries a second. */
  ratePerSecond: z.int().min(REPLAY_RATE.min).max(REPLAY_RATE.max).default(REPLAY_RATE.default),
});
export type NewReplay = z.input<typeof NewReplay>;

export const ReplayPreviewDto = z.object({
  /** What would be sent: repeats and never sent together. */
  total: z.int(),
  /** False: the range was not counted to its end, and it is that many or more. The other numbers too, then. */
  isExact: z.boolean(),
  /** Deliveries that would be sent again, under their messageId. */
  repeats: z.int(),
  /** Events that have no delivery to the webhook yet. Always 0 for "failures". */
  neverSent: z.int(),
  /** Deliveries of the range that are on their way or being retried anyway: a replay leaves them alone. */
  pending: z.int(),
});
export type ReplayPreviewDto = z.infer<typeof ReplayPreviewDto>;

export const ReplayDto = z.object({
  replayId: z.uuid(),
  webhookSubscriptionId: z.uuid(),
  scope: z.enum(REPLAY_SCOPES),
  eventNames: z.array(z.string()),
  from: z.string(),
  to: z.string(),
  ratePerSecond: z.int(),
  state: z.enum(REPLAY_STATES),
  /** Why it ended, when nobody ended it. */
  stateReason: z.string().nullable(),
  /** How many deliveries it is about. */
  total: z.int(),
  /** False: the range was not counted to its end at the start, and it is that many or more. */
  isTotalExact: z.boolean(),
  /** Put into the queue so far; no delivery twice. */
  queued: z.int(),
  succeeded: z.int(),
  failed: z.int(),
  /** Queued, but withdrawn before it was sent: cancelled, or past retention. */
  skipped: z.int(),
  /** From 0 to 1. */
  progress: z.number(),
  createdBy: z.string(),
  createdAt: z.string(),
  completedAt: z.string().nullable(),
});
export type ReplayDto = z.infer<typeof ReplayDto>;

export const ReplayListDto = z.object({
  items: z.array(ReplayDto),
  total: z.object({ all: z.int(), filtered: z.int(), estimated: z.boolean() }),
});
export type ReplayListDto = z.infer<typeof ReplayListDto>;
