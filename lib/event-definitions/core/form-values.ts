import { JsonSourceError, scanJson } from "#lib/http/core/json-source.ts";
import { CATEGORY_DEFAULT } from "../constants.ts";
import type { EventDefinitionDto, NewEventDefinition } from "../schema.ts";

/** An event of a store while it is typed in: schema and example are texts. */
export type EventDefinitionFormValues = {
  eventName: string;
  title: string;
  description: string;
  category: string;
  schema: string;
  example: string;
};

const SCHEMA_START = {
  type: "object",
  properties: { id: { type: "string" } },
  required: ["id"],
};

export function emptyEventDefinitionForm(): EventDefinitionFormValues {
  return {
    eventName: "",
    title: "",
    description: "",
    category: CATEGORY_DEFAULT,
    schema: JSON.stringify(SCHEMA_START, null, 2),
    example: JSON.stringify({ id: "4711" }, null, 2),
  };
}

export function eventDefinitionFormOf(definition: EventDefinitionDto): EventDefinitionFormValues {
  const { eventName, title, description, category, schema, example } = definition;
  return {
    eventName,
    title,
    description,
    category,
    schema: JSON.stringify(schema, null, 2),
    example: JSON.stringify(example, null, 2),
  };
}

export type JsonField = "schema" | "example";

/** The texts read, or what is wrong with them. Whether they fit each other the server says. */
export function readEventDefinitionForm(
  values: EventDefinitionFormValues,
):
  | { ok: true; definition: NewEventDefinition }
  | { ok: false; problems: { field: JsonField; message: string }[] } {
  const problems = (["schema", "example"] as const).flatMap((field) => {
    const message = jsonProblem(values[field]);
    return message === null ? [] : [{ field, message }];
  });
  if (problems.length > 0) return { ok: false, problems };
  const { schema, example, ...texts } = values;
  return { ok: true, definition: { ...texts, schema: JSON.parse(schema), example: JSON.parse(example) } };
}

function jsonProblem(text: string): string | null {
  try {
    scanJson(text, 0);
    return null;
  } catch (error) {
    if (!(error instanceof JsonSourceError)) throw error;
    return `Line ${error.line}, column ${error.column}: ${error.message}.`;
  }
}

/** "schema.properties.a.type" is said at the field of the schema, with the place within it. */
export function atField({ path, message }: { path: string; message: string }): {
  path: string;
  message: string;
} {
  const [, field, inner] = /^(schema|example)[.[](.*)$/.exec(path) ?? [];
  return field === undefined ? { path, message } : { path: field, message: `${inner}: ${message}` };
}
