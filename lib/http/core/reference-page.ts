/**
 * The API document arranged for reading: headings, operations under them, and for each what is sent and answered.
 * Takes the document as JSON, as a client reads it.
 */

type Json = { readonly [name: string]: unknown };

export type ReferenceField = {
  name: string;
  /** "path", "query", "header", or "body". */
  where: string;
  type: string;
  isRequired: boolean;
  description: string;
};

export type ReferenceAnswer = { status: string; description: string; example: string | null };

export type ReferenceOperation = {
  id: string;
  /** "POST"; "EVENT" for what is sent to receivers. */
  method: string;
  path: string;
  summary: string;
  description: string;
  /** Names of the credentials, any of which will do; empty for none. */
  credentials: readonly string[];
  fields: readonly ReferenceField[];
  requestExample: string | null;
  answers: readonly ReferenceAnswer[];
};

export type ReferenceSection = {
  id: string;
  title: string;
  description: string;
  operations: readonly ReferenceOperation[];
};

export function referenceSections(document: Json): ReferenceSection[] {
  const described = new Map(
    listOf(document.tags).map((tag) => [textOf(tag.name), textOf(tag.description)] as const),
  );
  const sections = new Map<string, ReferenceOperation[]>();
  const add = (operation: Json, method: string, path: string) => {
    const [tag = "Other"] = Array.isArray(operation.tags) ? operation.tags.map(String) : [];
    sections.set(tag, [...(sections.get(tag) ?? []), presentOperation(document, operation, method, path)]);
  };
  for (const [path, item] of Object.entries(objectOf(document.paths))) {
    for (const [method, operation] of Object.entries(objectOf(item))) {
      add(objectOf(operation), method.toUpperCase(), path);
    }
  }
  for (const [name, item] of Object.entries(objectOf(document.webhooks))) {
    add(objectOf(objectOf(item).post), "EVENT", name);
  }
  return [...sections].map(([title, operations]) => ({
    id: title.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    title,
    description: described.get(title) ?? "",
    operations,
  }));
}

function presentOperation(document: Json, operation: Json, method: string, path: string): ReferenceOperation {
  const content = jsonContentOf(operation.requestBody);
  const parameters = listOf(operation.parameters).map((parameter) => ({
    name: textOf(parameter.name),
    where: textOf(parameter.in),
    type: typeOf(document, objectOf(parameter.schema)),
    isRequired: parameter.required === true,
    description: textOf(parameter.description),
  }));
  return {
    id: textOf(operation.operationId),
    method,
    path,
    summary: textOf(operation.summary),
    description: textOf(operation.description),
    credentials: listOf(operation.security).flatMap((requirement) => Object.keys(requirement)),
    fields: [...parameters, ...bodyFields(document, objectOf(content.schema))],
    requestExample: exampleOf(content),
    answers: Object.entries(objectOf(operation.responses)).map(([status, answer]) => ({
      status,
      description: textOf(objectOf(answer).description),
      example: exampleOf(jsonContentOf(answer)),
    })),
  };
}

/** The fields of a body, those under the wrapping key included. */
function bodyFields(document: Json, schema: Json, prefix = "", depth = 0): ReferenceField[] {
  const resolved = resolve(document, schema);
  const required = Array.isArray(resolved.required) ? resolved.required : [];
  return Object.entries(objectOf(resolved.properties)).flatMap(([name, property]) => {
    const inner = resolve(document, objectOf(property));
    const field = {
      name: prefix + name,
      where: "body",
      type: typeOf(document, inner),
      isRequired: required.includes(name),
      description: textOf(inner.description),
    };
    return depth < 1 ? [field, ...bodyFields(document, inner, `${prefix}${name}.`, depth + 1)] : [field];
  });
}

function typeOf(document: Json, schema: Json): string {
  const resolved = resolve(document, schema);
  if (Array.isArray(resolved.enum)) return resolved.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (resolved.const !== undefined) return JSON.stringify(resolved.const);
  const options = listOf(resolved.anyOf ?? resolved.oneOf);
  if (options.length > 0) return options.map((option) => typeOf(document, option)).join(" | ");
  if (resolved.type === "array") return `array of ${typeOf(document, objectOf(resolved.items))}`;
  const type = Array.isArray(resolved.type) ? resolved.type.join(" | ") : textOf(resolved.type);
  const format = textOf(resolved.format);
  return `${type === "" ? "any" : type}${format === "" ? "" : ` (${format})`}`;
}

function resolve(document: Json, schema: Json): Json {
  const name = /^#\/components\/schemas\/(.+)$/.exec(textOf(schema.$ref))?.[1];
  if (name === undefined) return schema;
  return objectOf(objectOf(objectOf(document.components).schemas)[name]);
}

function jsonContentOf(holder: unknown): Json {
  return objectOf(objectOf(objectOf(holder).content)["application/json"]);
}

function exampleOf(content: Json): string | null {
  return content.example === undefined ? null : JSON.stringify(content.example, null, 2);
}

function objectOf(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
