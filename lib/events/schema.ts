import { z } from "zod";
import { parseInstant } from "#lib/http/core/instant.ts";

export const PUBLISH_BATCH_MAX = 1000;

/** One event to publish. `data` is validated against the catalogue; its text is kept as it was sent. */
export const NewEvent = z.strictObject({
  eventName: z.string().min(1),
  data: z.unknown(),
  createdAt: z.iso
    .datetime({ offset: true, local: true })
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
