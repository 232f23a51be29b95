import { z } from "zod";
import type { SchemaNode } from "#lib/catalogue/schema-tree.ts";
import { DeliveryDto } from "#lib/deliveries/schema.ts";
import { parseInstant } from "#lib/http/core/instant.ts";
import { EXPLAINED_REASONS } from "#lib/outbox/core/match.ts";
import { SUBSCRIPTION_STATES } from "#lib/webhooks/constants.ts";

export const PUBLISH_BATCH_MAX = 1000;

/** One event to publish. `data` is validated against the catalogue; its text is kept as it was sent. */
export const NewEvent = z.strictObject({
  eventName: z.string().min(1),
  data: z.unknown(),
  createdAt: z.iso
    .datetime({ offset: true, local: true, abort: true })
    .refine(
      (text) => parseInstant(text) !== undefined,
      "This value should be between the years 1900 and 9999.",
    )
    .optional(),
  idempotencyKey: z
    .string()
    .min(1)
    .max(255)
    .refine(
      (text) => text.isWellFormed() && !text.includes("\u0000"),
      "This value should hold no NUL and no half of a surrogate pair.",
    )
    .optional(),
});
export type NewEvent = z.infer<typeof NewEvent>;

export const PublishedEventDto = z.object({ eventId: z.uuid() });
export type PublishedEventDto = z.infer<typeof PublishedEventDto>;

/** `data` may be any JSON value, but has to be there. */
const PublishableEvent = NewEvent.refine((event) => event.data !== undefined, {
  error: "This value is required.",
  path: ["data"],
  params: { code: "required" },
});

/** What a publishing request holds: one event, or a batch. */
export const PublishBody = z
  .strictObject({
    event: PublishableEvent.optional(),
    events: z.array(PublishableEvent).min(1).max(PUBLISH_BATCH_MAX).optional(),
  })
  .refine(({ event, events }) => (event === undefined) !== (events === undefined), {
    error: "Send either event or events.",
    path: ["event"],
    params: { code: "required" },
  });

export const PublishAnswerDto = z.union([PublishedEventDto, z.object({ items: z.array(PublishedEventDto) })]);

export const EventNamesDto = z.object({ items: z.array(z.string()) });

/** A webhook of the event's store: whether the event went to it, and if not, why. */
export const EventWebhookDto = z.object({
  webhookSubscriptionId: z.uuid(),
  url: z.string(),
  /** As it is now. */
  state: z.enum(SUBSCRIPTION_STATES),
  isDeleted: z.boolean(),
  matched: z.boolean(),
  /** Null when it matched. */
  reason: z.enum(EXPLAINED_REASONS).nullable(),
  /** The reason in words. */
  message: z.string().nullable(),
  /** The moment that the reason is about, where there is one. */
  at: z.string().nullable(),
  delivery: DeliveryDto.nullable(),
});
export type EventWebhookDto = z.infer<typeof EventWebhookDto>;

const published = {
  eventId: z.uuid(),
  eventName: z.string(),
  /** When it happened. */
  createdAt: z.string(),
  publishedAt: z.string(),
  /** Who published it over REST or sent it as a test; null when the loyalty engine did. */
  publishedBy: z.string().nullable(),
  /** Of the request that published it. */
  requestId: z.string().nullable(),
  /** W3C traceparent of the span that published it. */
  traceParent: z.string().nullable(),
  /** Published for the test of one webhook. */
  isTest: z.boolean(),
};

const EventWebhooksDto = z.object({
  /** Those that the event went to come first. */
  items: z.array(EventWebhookDto),
  total: z.object({ all: z.int(), filtered: z.int(), estimated: z.boolean() }),
  /** To how many of all it went. */
  matched: z.int(),
});

export const EventDetailsDto = z.object({
  ...published,
  /** With its digits and its order of keys as they were published. */
  data: z.unknown(),
  webhooks: EventWebhooksDto,
});
export type EventDetailsDto = z.infer<typeof EventDetailsDto>;

/** An event as the console shows it: its data is the text that was published. */
export type PublishedEvent = Omit<EventDetailsDto, "data" | "webhooks"> & { dataJson: string };
export type ExplainedEvent = { event: PublishedEvent; webhooks: z.infer<typeof EventWebhooksDto> };

/** What the console asks of the published events. An empty list and null filter nothing. */
export type EventRequest = {
  /** From 1. */
  page: number;
  pageSize: number;
  eventNames: readonly string[];
  /** Included, and not included. */
  publishedFrom: Date | null;
  publishedTo: Date | null;
  /** An event's id, or the messageId of one of its deliveries; filters alone. */
  id: string | null;
};

export type EventRow = {
  eventId: string;
  eventName: string;
  createdAt: string;
  publishedAt: string;
  /** The beginning of the text of its data. */
  dataStart: string;
  /** Of the first thousand. */
  deliveries: { succeeded: number; pending: number; exhausted: number; cancelled: number };
};

export type EventList = {
  rows: EventRow[];
  /** A number that has reached `countMax` stands for "that many or more". */
  total: { all: number; filtered: number; countMax: number };
  /** How far back was searched; null: to the end. */
  searchedTo: string | null;
};

/** What was published about one thing. */
export type SubjectEvents = { rows: EventRow[]; total: number };

/** An event of the catalogue in a list. */
export type CatalogueItem = {
  name: string;
  title: string;
  /** The category's title. */
  category: string;
  description: string;
  /** The store has defined it itself. */
  isOwn: boolean;
  /** Webhooks of the store that listen to it. */
  listening: number;
};

/** One example of an event as it would be sent. */
export type CatalogueExample = { format: string; body: string };

/** An event of the catalogue with all that is known of it. */
export type CatalogueDetails = CatalogueItem & {
  triggers: readonly string[];
  fields: readonly SchemaNode[];
  /** The schema itself, indented for reading. */
  schemaJson: string;
  examples: readonly CatalogueExample[];
};
