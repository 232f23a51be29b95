import { z } from "zod";
import { MAGE_EVENTS } from "#lib/catalogue/mage-events.ts";
import {
  BODY_FORMATS,
  SUBSCRIPTION_LIMITS as LIMITS,
  SUBSCRIPTION_STATES,
  WEBHOOK_CONDITIONS,
} from "./constants.ts";

/**
 * Shapes of a webhook at the edges. Field names are Open Loyalty's; fields that it does not have are additive.
 * Rules that need the catalogue or the address policy (is the event known, may the URL be reached) are in
 * mutations.ts, so that this file stays small enough for a browser.
 */

const headerName = z.string().min(1, "The header's name is missing.").max(100);

export const WebhookHeaderInput = z.strictObject({ headerName, headerValue: z.string().max(4096) });
export type WebhookHeaderInput = z.infer<typeof WebhookHeaderInput>;

/** A value left out or null keeps the stored value of the header of this name: whoever cannot see it need not send it. */
export const WebhookHeaderChange = z.strictObject({
  headerName,
  headerValue: z.string().max(4096).nullable().optional(),
});
export type WebhookHeaderChange = z.infer<typeof WebhookHeaderChange>;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are refused.
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const settings = {
  description: z
    .string()
    .max(LIMITS.descriptionCharsMax)
    .refine(
      (text) => text.isWellFormed() && !CONTROL_CHARACTER.test(text),
      "This value should hold no control characters.",
    )
    .nullable()
    .optional(),
  /** Without a zone: UTC. */
  activeFrom: z.iso.datetime({ offset: true, local: true }).optional(),
  hmacEnabled: z.boolean().optional(),
  /** Open Loyalty's older way to choose the format. */
  legacy: z.boolean().optional(),
  format: z.enum(BODY_FORMATS).optional(),
  /** For the format mage; all that the events can be unless given. */
  mageEvents: z.array(z.enum(MAGE_EVENTS)).max(MAGE_EVENTS.length).optional(),
  maxInFlight: z.int().min(LIMITS.maxInFlight.min).max(LIMITS.maxInFlight.max).optional(),
  ratePerSecond: z.int().min(LIMITS.ratePerSecond.min).max(LIMITS.ratePerSecond.max).nullable().optional(),
  timeoutMs: z.int().min(LIMITS.timeoutMs.min).max(LIMITS.timeoutMs.max).optional(),
  ordered: z.boolean().optional(),
};

const url = z.string().min(1, "The URL is missing.").max(LIMITS.urlCharsMax);
const eventNames = z.array(z.string().min(1)).min(1, "Choose at least one event.").max(LIMITS.eventNamesMax);

const destinationType = z
  .enum(["rest"], {
    error: ({ input }) =>
      input === "queue"
        ? 'Deliveries to a queue (Amazon SQS) are not available: the destination type should be "rest".'
        : undefined,
  })
  .optional();

/** Open Loyalty's older way to give one header; `headers` is the newer. */
const singleHeader = {
  headerName: z.string().max(100).nullable().optional(),
  headerValue: z.string().max(4096).nullable().optional(),
};

/** Body of create. Either `eventName` (Open Loyalty) or `eventNames`. */
export const NewSubscription = z.strictObject({
  eventName: z.string().min(1).optional(),
  eventNames: eventNames.optional(),
  destinationType,
  url,
  headers: z.array(WebhookHeaderInput).max(LIMITS.headersMax).optional(),
  ...singleHeader,
  ...settings,
});
export type NewSubscription = z.infer<typeof NewSubscription>;

/**
 * Body of change: what is left out stays as it is, `headers: []` removes the headers, `headerName: null` too.
 * Open Loyalty's PUT cannot change the event; `eventNames` is additive.
 */
export const SubscriptionChange = z.strictObject({
  eventName: z
    .never({ error: "The event of a webhook is changed by eventNames; eventName cannot be sent here." })
    .optional(),
  eventNames: eventNames.optional(),
  destinationType,
  url,
  headers: z.array(WebhookHeaderChange).max(LIMITS.headersMax).optional(),
  ...singleHeader,
  ...settings,
});
export type SubscriptionChange = z.infer<typeof SubscriptionChange>;

/** Hours during which the previous secret signs too. */
export const SecretRotation = z.strictObject({
  overlapHours: z
    .int()
    .min(LIMITS.overlapHours.min)
    .max(LIMITS.overlapHours.max)
    .default(LIMITS.overlapHours.default),
});
export type SecretRotation = z.input<typeof SecretRotation>;

const dateTime = z.iso.datetime();

const condition = {
  condition: z.enum(WEBHOOK_CONDITIONS),
  message: z.string(),
  since: dateTime.nullable(),
  until: dateTime.nullable(),
  /** Deliveries of a pause's backlog that are left, counted up to 1,000. */
  remaining: z.int().nullable(),
  /** The failed delivery that those behind it wait for. */
  deliveryId: z.uuid().nullable(),
};

/** Whether and how the webhook delivers, and why: the weightiest condition, then whatever else is the case. */
export const WebhookHealthDto = z.object({ ...condition, others: z.array(z.object(condition)) });
export type WebhookHealthDto = z.infer<typeof WebhookHealthDto>;

const summary = {
  webhookSubscriptionId: z.uuid(),
  /** The first of eventNames. */
  eventName: z.string(),
  eventNames: z.array(z.string()),
  url: z.string(),
  /** Of the first header; left out when there is none. */
  headerName: z.string().optional(),
  headerValue: z.string().optional(),
  legacy: z.boolean(),
  format: z.enum(BODY_FORMATS),
  /** Which of Mage's events a webhook in its format sends; empty for other formats. */
  mageEvents: z.array(z.enum(MAGE_EVENTS)),
  createdAt: dateTime,
  destinationType: z.literal("rest"),
  description: z.string().nullable(),
  activeFrom: dateTime,
  state: z.enum(SUBSCRIPTION_STATES),
  disabledReason: z.string().nullable(),
  health: WebhookHealthDto,
  hmacEnabled: z.boolean(),
  maxInFlight: z.int(),
  ratePerSecond: z.int().nullable(),
  timeoutMs: z.int(),
  /** One delivery at a time, in the order of publication; a failed one holds up those behind it. */
  ordered: z.boolean(),
  updatedAt: dateTime,
  /** Rises with each change; send it back to be told when somebody else changed the webhook first. */
  version: z.int(),
};

export const SubscriptionDto = z.object(summary);
export type SubscriptionDto = z.infer<typeof SubscriptionDto>;

export const SubscriptionListDto = z.object({
  items: z.array(SubscriptionDto),
  total: z.object({ all: z.int(), filtered: z.int(), estimated: z.boolean() }),
});
export type SubscriptionListDto = z.infer<typeof SubscriptionListDto>;

export const SubscriptionDetailsDto = z.object({
  ...summary,
  headers: z.array(z.object({ headerName: z.string(), headerValue: z.string() })),
});
export type SubscriptionDetailsDto = z.infer<typeof SubscriptionDetailsDto>;

/** Webhooks that were disabled and that an administrator has not said to have seen. */
export type DisabledNotices = {
  /** The newest. */
  notices: readonly DisabledNotice[];
  /** Of all, `notices` included. */
  ids: readonly string[];
};
export type DisabledNotice = {
  webhookSubscriptionId: string;
  eventNames: readonly string[];
  url: string;
  reason: string | null;
  disabledAt: string;
};

/** The secret is in this answer and in no other. */
export const CreatedSubscriptionDto = z.object({ webhookSubscriptionId: z.uuid(), secret: z.string() });
export type CreatedSubscriptionDto = z.infer<typeof CreatedSubscriptionDto>;

/** The secret is in this answer and in no other. */
export const RotatedSecretDto = z.object({
  webhookSubscriptionId: z.uuid(),
  secret: z.string(),
  /** Until then the previous secret signs too. */
  previousSecretExpiresAt: dateTime,
});
export type RotatedSecretDto = z.infer<typeof RotatedSecretDto>;

export const BULK_MAX = 50;
/** As long as an address may be. */
const MATCHING_CHARS_MAX = 8_000;

/** The same for several webhooks, at most as many as a page of the list has. */
export const BulkChange = z.strictObject({
  change: z.enum(["pause", "resume", "delete"]),
  target: z.union([
    z.strictObject({
      webhooks: z
        .array(z.strictObject({ webhookSubscriptionId: z.uuid(), expectedVersion: z.int().optional() }))
        .min(1)
        .max(BULK_MAX),
    }),
    z.strictObject({
      /** Conditions in the query language of lists, as "url[like]=example.com&legacy=false"; empty: all webhooks. */
      matching: z.string().max(MATCHING_CHARS_MAX),
      /** What an earlier answer gave as `next`, to go on from there; null to begin. */
      before: z.uuid().nullable(),
    }),
  ]),
});
export type BulkChange = z.infer<typeof BulkChange>;

export type BulkResultDto = {
  /** Ids of those that are now what was asked for and were not before. */
  changed: string[];
  /** Ids of those that were it already. */
  unchanged: string[];
  failed: { webhookSubscriptionId: string; message: string }[];
  /** Where to go on with those that match; null when there is nothing more. */
  next: string | null;
};

/** A secret of a webhook, without the secret. */
export type SecretDto = {
  version: number;
  /** The newest has no end; the others sign until theirs. */
  state: "current" | "overlap" | "expired";
  createdAt: string;
  expiresAt: string | null;
  /** Null when it has signed nothing that is known. */
  lastSignedAt: string | null;
};

export type VitalsDto = {
  waiting: number;
  /** There are that many or more. */
  isWaitingCut: boolean;
  oldestDueAt: string | null;
  lastFailure: { at: string; statusCode: number | null; errorCode: string | null } | null;
};

/** An entry of the audit log that is about a webhook. */
export type WebhookChangeDto = {
  id: string;
  eventType: string;
  at: string;
  /** Null: the engine itself. */
  by: string | null;
  ip: string | null;
  requestId: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};
