import { z } from "zod";
import { dateTime, listTotal, string, text } from "../shapes.ts";
import { FIELD_TYPES } from "./constants.ts";

export const EventType = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[\w.-]+$/, { error: "A type has letters, digits, _, - and . only." });

const Field = z.strictObject({
  type: z.enum(FIELD_TYPES),
  name: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[\w-]+$/, { error: "A name has letters, digits, _ and - only." }),
  description: string.max(1_000).default(""),
});

const Schema = z.strictObject({ fields: z.array(Field).max(100) }).superRefine(({ fields }, ctx) => {
  const names = fields.map(({ name }) => name);
  names.forEach((name, index) => {
    if (names.indexOf(name) === index) return;
    ctx.addIssue({
      code: "custom",
      path: ["fields", index, "name"],
      message: "Two fields have this name.",
      params: { code: "duplicate" },
    });
  });
});

const described = {
  name: text,
  schema: Schema,
  active: z.strictObject({ isActive: z.boolean() }).default({ isActive: true }),
};

/** The console has a page of this name where the type's own would be. */
const RESERVED = "new";

export const NewCustomEventSchema = z.strictObject({
  eventType: EventType.refine((type) => type !== RESERVED, {
    error: `"${RESERVED}" cannot be a type: choose another.`,
    params: { code: "reserved" },
  }),
  ...described,
});
export type NewCustomEventSchema = z.input<typeof NewCustomEventSchema>;

export const CustomEventSchemaChange = z.strictObject(described);
export type CustomEventSchemaChange = z.input<typeof CustomEventSchemaChange>;

export const Active = z.strictObject({ active: z.boolean() });

export type EventSchema = z.output<typeof Schema>;

export const CustomEventSchemaDto = z.object({
  eventType: z.string(),
  name: z.string(),
  schema: z.object({
    fields: z.array(z.object({ type: z.enum(FIELD_TYPES), name: z.string(), description: z.string() })),
  }),
  active: z.boolean(),
  createdAt: z.string(),
});
export type CustomEventSchemaDto = z.infer<typeof CustomEventSchemaDto>;
export const CustomEventSchemaListDto = z.object({
  items: z.array(CustomEventSchemaDto),
  total: listTotal,
});
export type CustomEventSchemaListDto = z.infer<typeof CustomEventSchemaListDto>;

const identifier = string.max(255).nullable().optional();

/** JSON writes the character that the database refuses as an escape, and halves of one too. */
function isStorable(body: object): boolean {
  const json = JSON.stringify(body);
  return !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(json);
}

export const NewCustomEvent = z.strictObject({
  type: string.min(1).max(100),
  /** When it took place. Without a zone: UTC. */
  eventDate: dateTime,
  /** Whose it is. An event of nobody is kept, and causes nothing. */
  customerData: z
    .strictObject({
      customerId: identifier,
      email: identifier,
      phone: identifier,
      loyaltyCardNumber: identifier,
    })
    .optional(),
  /** What the schema of its type says. */
  body: z
    .record(z.string().max(100), z.json())
    .refine((body) => isStorable(body), {
      error: "This value holds a character that no text has.",
      params: { code: "character" },
    })
    .default({}),
  /** The publisher's own id: the same one is accepted once. */
  eventId: string.min(1).max(255).optional(),
});
export type NewCustomEvent = z.input<typeof NewCustomEvent>;

export const CreatedCustomEvent = z.object({ customEventId: z.uuid() });

export const CustomEventDto = z.object({
  customEventId: z.uuid(),
  customerId: z.string().optional(),
  type: z.string(),
  eventName: z.string(),
  customerData: z.object({
    customerId: z.string().optional(),
    email: z.string().optional(),
    phone: z.string().optional(),
    loyaltyCardNumber: z.string().optional(),
  }),
  body: z.looseObject({}),
  eventDate: z.string(),
  createdAt: z.string(),
  eventId: z.string().nullable(),
});
export type CustomEventDto = z.infer<typeof CustomEventDto>;
export const CustomEventListDto = z.object({ items: z.array(CustomEventDto), total: listTotal });
export type CustomEventListDto = z.infer<typeof CustomEventListDto>;
