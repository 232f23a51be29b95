import type { Violation } from "../../../errors/app-error.ts";
import type { FieldType } from "../constants.ts";
import type { EventSchema } from "../schema.ts";

/** What is wrong with an event's body by the schema of its type. Every field may be left out or be null. */
export function bodyViolations(
  { fields }: EventSchema,
  body: Readonly<Record<string, unknown>>,
): Violation[] {
  const types = new Map(fields.map(({ name, type }) => [name, type]));
  return Object.entries(body).flatMap(([name, value]): Violation[] => {
    const type = types.get(name);
    const path = `body.${name}`;
    if (type === undefined) {
      return [{ path, message: "The schema of the event's type has no such field.", code: "unknown_field" }];
    }
    if (value === null || IS[type](value)) return [];
    return [{ path, message: `This value should be ${WORDS[type]}.`, code: "type" }];
  });
}

const DATE_TIME = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

const IS: Record<FieldType, (value: unknown) => boolean> = {
  text: (value) => typeof value === "string",
  number: (value) => typeof value === "number" && Number.isFinite(value),
  datetime: (value) => typeof value === "string" && DATE_TIME.test(value) && !Number.isNaN(Date.parse(value)),
  boolean: (value) => typeof value === "boolean",
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  collection: (value) => Array.isArray(value),
};

const WORDS: Record<FieldType, string> = {
  text: "a string",
  number: "a number",
  datetime: "a date and time such as 2026-11-20T10:15:00Z",
  boolean: "true or false",
  object: "an object",
  collection: "a list",
};
