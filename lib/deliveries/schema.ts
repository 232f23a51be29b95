import { z } from "zod";
import { SUBSCRIPTION_STATES, WEBHOOK_CONDITIONS } from "#lib/webhooks/constants.ts";
import { DELIVERY_STATES, DELIVERY_TRIGGERS } from "./constants.ts";

const row = {
  /** Also the messageId of the body and the webhook-id header. */
  deliveryId: z.uuid(),
  eventId: z.uuid(),
  webhookSubscriptionId: z.uuid(),
  eventName: z.string(),
  state: z.enum(DELIVERY_STATES),
  trigger: z.enum(DELIVERY_TRIGGERS),
  attempts: z.int(),
  lastStatusCode: z.int().nullable(),
  lastErrorCode: z.string().nullable(),
  lastDurationMs: z.number().nullable(),
  createdAt: z.string(),
  /** When the next attempt is due; null when none is scheduled. */
  dueAt: z.string().nullable(),
  completedAt: z.string().nullable(),
};

export const DeliveryDto = z.object(row);
export type DeliveryDto = z.infer<typeof DeliveryDto>;

/** The webhook of a delivery, as far as the log shows it. */
export const WebhookRefDto = z.object({
  webhookSubscriptionId: z.uuid(),
  eventNames: z.array(z.string()),
  url: z.string(),
  state: z.enum(SUBSCRIPTION_STATES),
  isDeleted: z.boolean(),
});
export type WebhookRefDto = z.infer<typeof WebhookRefDto>;

const HeaderLine = z.object({ name: z.string(), value: z.string() });

export const AttemptDto = z.object({
  number: z.int(),
  trigger: z.enum(DELIVERY_TRIGGERS),
  requestId: z.uuid(),
  startedAt: z.string(),
  timings: z.object({
    dnsMs: z.number().nullable(),
    connectMs: z.number().nullable(),
    tlsMs: z.number().nullable(),
    firstByteMs: z.number().nullable(),
    totalMs: z.number(),
  }),
  remoteAddress: z.string().nullable(),
  request: z.object({
    method: z.literal("POST"),
    url: z.string(),
    /** Values of the webhook's own headers are not kept; they read "••••••". */
    headers: z.array(HeaderLine),
    /** The exact bytes as text; null when they can no longer be rebuilt exactly. */
    body: z.string().nullable(),
  }),
  response: z
    .object({
      statusCode: z.int(),
      headers: z.array(HeaderLine),
      body: z.string(),
      /** The answer was longer than what is kept. */
      truncated: z.boolean(),
    })
    .nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
});
export type AttemptDto = z.infer<typeof AttemptDto>;

export const DeliveryListDto = z.object({
  items: z.array(DeliveryDto),
  /** Estimated: there may be more than the search has found. */
  total: z.object({ all: z.int(), filtered: z.int(), estimated: z.boolean() }),
  /** Where the search ended before the log did. Deliveries created then or later were searched (oldest first: or earlier). */
  searchedTo: z.string().nullable(),
});

/** What holds the delivery back although its time has come, or past its time. */
export const DeliveryHoldDto = z.object({
  condition: z.enum(WEBHOOK_CONDITIONS),
  message: z.string(),
  /** When it goes on; null when that depends on what else happens. */
  until: z.string().nullable(),
  /** The failed delivery of an ordered webhook that this one waits for. */
  deliveryId: z.uuid().nullable(),
});
export type DeliveryHoldDto = z.infer<typeof DeliveryHoldDto>;

export const DeliveryDetailsDto = z.object({
  ...row,
  hold: DeliveryHoldDto.nullable(),
  attemptList: z.array(AttemptDto),
});
export type DeliveryDetailsDto = z.infer<typeof DeliveryDetailsDto>;

/** What to send as a test. */
export const TestInput = z.strictObject({
  eventName: z.string().min(1).optional(),
  data: z.unknown().optional(),
});
export type TestInput = z.infer<typeof TestInput>;

/** What a test or a manual attempt brought. */
export const AttemptResultDto = z.object({
  deliveryId: z.uuid(),
  state: z.enum(DELIVERY_STATES),
  statusCode: z.int().nullable(),
  durationMs: z.number(),
  responseBody: z.string().nullable(),
  errorCode: z.string().nullable(),
});
export type AttemptResultDto = z.infer<typeof AttemptResultDto>;

/** What the console lists: a delivery with its webhook. */
export type LogRow = DeliveryDto & { webhook: WebhookRefDto | null; hold: DeliveryHoldDto | null };

export type DeliveryLog = {
  rows: LogRow[];
  /** A number that has reached `countMax` stands for "that many or more". */
  total: { all: number; filtered: number; countMax: number };
  /** How far back (oldest first: how far on) was searched; null: all of the log. */
  searchedTo: string | null;
  /** What was asked for, and in which store. */
  filter: LogFilter;
  storeCode: string;
};

/** An event that the log can be filtered by, with the title of its category. */
export type LogEvent = { name: string; category: string };

/** An event that a test can be sent of. */
export type TestEvent = LogEvent & { title: string; hasLegacyForm: boolean };

export const BULK_DELIVERIES_MAX = 200;

const instant = z.iso.datetime().nullable();

/** The log's filter, as `LogRequest`, without page and order. */
const LogFilter = z.strictObject({
  states: z.array(z.enum(DELIVERY_STATES)),
  eventNames: z.array(z.string()),
  answers: z.array(z.string()),
  triggers: z.array(z.enum(DELIVERY_TRIGGERS)),
  deliveryId: z.uuid().nullable(),
  createdFrom: instant,
  createdTo: instant,
  webhookIds: z.array(z.uuid()),
  logOfWebhookId: z.uuid().nullable(),
});
export type LogFilter = z.infer<typeof LogFilter>;

/**
 * One change for several deliveries: those named, or the next of those that a filter lets through, the newest first.
 */
export const DeliveriesChange = z.strictObject({
  change: z.enum(["retry", "cancel"]),
  target: z.union([
    z.strictObject({ deliveryIds: z.array(z.uuid()).min(1).max(BULK_DELIVERIES_MAX) }),
    /** `before`: what an earlier answer gave as `next`, to go on from there; null to begin. */
    z.strictObject({ filter: LogFilter, before: z.uuid().nullable() }),
  ]),
});
export type DeliveriesChange = z.infer<typeof DeliveriesChange>;

export type DeliveriesChangeDto = {
  /** Of those looked at, how many were changed; the others could not be, or were it already. */
  lookedAt: number;
  changed: number;
  /** Where to go on; null when there is nothing more. */
  next: string | null;
};
