import { z } from "zod";
import { requiredText } from "../../core/form-fields.ts";
import { FIELD_TYPES } from "../constants.ts";
import type { CustomEventSchemaDto, NewCustomEventSchema } from "../schema.ts";

/** What is typed for a type of custom events; what leaves is what the verbs take. */
export const customEventForm = z
  .object({
    eventType: requiredText("Enter a type.").regex(
      /^[\w.-]+$/,
      "A type has letters, digits, _, - and . only.",
    ),
    name: requiredText("Enter a name."),
    active: z.boolean(),
    fields: z.array(
      z.object({
        name: requiredText("Name the field.").regex(/^[\w-]+$/, "Letters, digits, _ and - only."),
        type: z.enum(FIELD_TYPES),
        description: z.string().trim().max(1_000, "This is too long: 1,000 characters are the most."),
      }),
    ),
  })
  .transform(
    ({ eventType, name, active, fields }): NewCustomEventSchema => ({
      eventType,
      name,
      schema: { fields },
      active: { isActive: active },
    }),
  );
export type CustomEventFormValues = z.input<typeof customEventForm>;

export const EMPTY_FIELD: CustomEventFormValues["fields"][number] = {
  name: "",
  type: "text",
  description: "",
};

/** @param schema null: a new one */
export function customEventFormOf(schema: CustomEventSchemaDto | null): CustomEventFormValues {
  return {
    eventType: schema?.eventType ?? "",
    name: schema?.name ?? "",
    active: schema?.active ?? true,
    fields: schema?.schema.fields ?? [],
  };
}

/** Where a path of the server's is in the form. */
export function customEventFieldOf(path: string): string {
  return path.replace(/^schema\.fields/, "fields").replace(/^active\.isActive$/, "active");
}
