import type { FieldType } from "#lib/loyalty/custom-events/constants.ts";

export const FIELD_TYPE_WORDS: Record<FieldType, string> = {
  text: "Text",
  number: "Number",
  datetime: "Date and time",
  boolean: "True or false",
  object: "Object",
  collection: "List",
};
