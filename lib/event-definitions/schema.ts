import { z } from "zod";
import { EVENT_NAMES } from "#lib/catalogue/event-names.ts";
import { CATEGORY_DEFAULT, DEFINITION_LIMITS as LIMITS } from "./constants.ts";

/** Shapes of a store's own events at the edges. Whether the example fits the schema is checked by the verbs. */

const string = z.string().refine((text) => text.isWellFormed() && !text.includes("\u0000"), {
  error: "This value holds a character that no text has.",
  params: { code: "character" },
});

const BUILT_IN = new Set(EVENT_NAMES.map((name) => name.toLowerCase()));

/** The console has a page of this name where the event's own would be. */
const RESERVED = "new";

const eventName = z
  .string()
  .min(1)
  .max(LIMITS.eventNameCharsMax)
  .regex(/^[A-Za-z][\w.-]*$/, {
    error: "A name begins with a letter and has letters, digits, _, - and . only.",
  })
  .refine((name) => !BUILT_IN.has(name.toLowerCase()) && name.toLowerCase() !== RESERVED, {
    error: "The catalogue has an event of this name already: choose another.",
    params: { code: "unique" },
  });

const fields = {
  title: string.trim().min(1).max(LIMITS.titleCharsMax),
  description: string.max(LIMITS.descriptionCharsMax),
  category: string.trim().min(1).max(LIMITS.categoryCharsMax),
};

/** Both are checked against the rules of `core/data-schema.ts`. */
const json = {
  schema: z.record(z.string(), z.unknown()).describe("JSON Schema (2020-12) of the event's data"),
  example: z.record(z.string(), z.unknown()).describe("Data that fit the schema"),
};

export const NewEventDefinition = z.strictObject({
  eventName,
  title: fields.title,
  description: fields.description.default(""),
  category: fields.category.default(CATEGORY_DEFAULT),
  ...json,
});
export type NewEventDefinition = z.input<typeof NewEventDefinition>;

/** What is left out stays as it is. The name stays for ever. */
export const EventDefinitionChange = z.strictObject({
  eventName: z.never({ error: "The name of an event cannot be changed: webhooks know it by it." }).optional(),
  title: fields.title.optional(),
  description: fields.description.optional(),
  category: fields.category.optional(),
  schema: json.schema.optional(),
  example: json.example.optional(),
});
export type EventDefinitionChange = z.input<typeof EventDefinitionChange>;

export const CreatedEventDefinition = z.object({ eventName: z.string() });
export type CreatedEventDefinition = z.infer<typeof CreatedEventDefinition>;

export const EventDefinitionDto = z.object({
  eventName: z.string(),
  title: z.string(),
  description: z.string(),
  category: z.string(),
  schema: z.looseObject({}),
  example: z.looseObject({}),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.int(),
});
export type EventDefinitionDto = z.infer<typeof EventDefinitionDto>;

export const EventDefinitionListDto = z.object({
  items: z.array(EventDefinitionDto),
  total: z.object({ all: z.int(), filtered: z.int(), estimated: z.boolean() }),
});
export type EventDefinitionListDto = z.infer<typeof EventDefinitionListDto>;
