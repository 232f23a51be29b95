import { z } from "zod";
import { CATALOGUE } from "./catalogue.ts";
import type { EventName } from "./event-names.ts";

export type DataJsonSchema = Readonly<z.core.JSONSchema.JSONSchema>;

const made = new Map<EventName, DataJsonSchema>();

/** The JSON Schema (2020-12) of an event's `data`. Made once and shared: copy it before changing it. */
export function dataJsonSchema(name: EventName): DataJsonSchema {
  const known = made.get(name);
  if (known !== undefined) return known;
  const { dataSchema, title, description } = CATALOGUE[name];
  const { $schema, ...shape } = z.toJSONSchema(dataSchema, { target: "draft-2020-12" });
  const schema: DataJsonSchema = { $schema, title, description, ...shape };
  made.set(name, schema);
  return schema;
}
