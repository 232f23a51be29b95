/**
 * The types of `lib/client/api-types.ts`, written from an OpenAPI document: one entry for each operation and each
 * webhook, and a type for each named schema.
 */

type Json = Readonly<Record<string, unknown>>;

const HEADER = `/**
 * Made from the API document by \`npm run client:types\`: change the routes, not this file.
 */
`;

/** Deterministic: the same document gives the same text. */
export function clientTypes(document: Json): string {
  const schemas = Object.entries(asObject(asObject(document.components).schemas));
  const operations = operationsOf(document);
  const events = Object.entries(asObject(document.webhooks)).flatMap(([name, item]) => {
    const schema = bodySchemaOf(asObject(asObject(item).post).requestBody);
    return schema === null ? [] : [`  ${property(name)}: ${typeOf(schema, "  ")};`];
  });
  const operationTypes = [
    "/** What each operation takes and answers, by its operationId. */",
    `export type Operations = {\n${operations.map(operationType).join("\n")}\n};\n`,
    "/** What is sent to receivers, by the event's name. */",
    `export type WebhookBodies = {\n${events.join("\n")}\n};\n`,
  ].join("\n");
  return [
    HEADER,
    FILTERS,
    ...namedTypes(schemas, operationTypes),
    operationTypes,
    "/** Method and path of each operation. */",
    "export const OPERATIONS: { readonly [Id in keyof Operations]: readonly [method: string, path: string] } = {",
    ...operations.map(({ id, method, path }) => `  ${property(id)}: ["${method}", "${path}"],`),
    "};\n",
  ].join("\n");
}

/** Those that are named in `text`, or by one that is. */
function namedTypes(schemas: readonly (readonly [string, unknown])[], text: string): string[] {
  const types = schemas.map(([name, schema]) => ({ name, text: `type ${name} = ${typeOf(schema, "")};\n` }));
  const isIn = (name: string, where: string) => new RegExp(`\\b${name}\\b`).test(where);
  const used = new Set<string>();
  const visit = (where: string): void => {
    for (const type of types) {
      if (used.has(type.name) || !isIn(type.name, where)) continue;
      used.add(type.name);
      visit(type.text);
    }
  };
  visit(text);
  return types.filter(({ name }) => used.has(name)).map((type) => type.text);
}

const FILTERS = `type Scalar = string | number | boolean;

/** A condition on a field of a list: a value that it equals, or operators that must all hold. */
export type Filter =
  | Scalar
  | { eq?: Scalar; neq?: Scalar; like?: string; in?: readonly Scalar[] }
  | { gt?: Scalar; gte?: Scalar; lt?: Scalar; lte?: Scalar }
  | { hasValue: true }
  | { notHasValue: true };
`;

type Described = { id: string; method: string; path: string; operation: Json };

function operationsOf(document: Json): Described[] {
  return Object.entries(asObject(document.paths)).flatMap(([path, item]) =>
    Object.entries(asObject(item)).map(([method, operation]) => ({
      id: String(asObject(operation).operationId),
      method: method.toUpperCase(),
      path,
      operation: asObject(operation),
    })),
  );
}

function operationType({ id, operation }: Described): string {
  const parameters = asList(operation.parameters).map(asObject);
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const body = bodySchemaOf(operation.requestBody);
  const isBodyRequired = asObject(operation.requestBody).required === true;
  const ids = inPath.map(({ name, schema }) => `${property(String(name))}: ${typeOf(schema, "      ")};`);
  return [
    `  /** ${String(operation.summary)} */`,
    `  ${property(id)}: {`,
    `    params: ${ids.length === 0 ? "undefined" : `{ ${ids.join(" ")} }`};`,
    `    query: ${inQuery.length === 0 ? "undefined" : `{ ${inQuery.map(queryField).join(" ")} } | undefined`};`,
    `    body: ${body === null ? "undefined" : `${typeOf(body, "    ")}${isBodyRequired ? "" : " | undefined"}`};`,
    `    answer: ${answerType(operation)};`,
    "  };",
  ].join("\n");
}

function queryField(parameter: Json): string {
  const name = String(parameter.name);
  // Lists tell their operators in the description.
  const isFilter = !name.startsWith("_") && String(parameter.description ?? "").includes(`${name}[`);
  return `${property(name)}?: ${isFilter ? "Filter" : typeOf(parameter.schema, "      ")};`;
}

function answerType(operation: Json): string {
  const types = Object.entries(asObject(operation.responses))
    .filter(([status]) => status.startsWith("2"))
    .map(([, response]) => {
      const content = asObject(asObject(response).content);
      const [mediaType] = Object.keys(content);
      if (mediaType === undefined) return "undefined";
      return mediaType === "application/json"
        ? typeOf(asObject(content[mediaType]).schema, "    ")
        : "string";
    });
  return [...new Set(types)].join(" | ");
}

/** Of a body that is JSON, or a form with a file. */
function bodySchemaOf(holder: unknown): Json | null {
  const content = asObject(asObject(holder).content);
  const { schema } = asObject(content["application/json"] ?? content["multipart/form-data"]);
  return schema === undefined ? null : asObject(schema);
}

/** The TypeScript type of a schema; what it cannot tell is `unknown`. */
function typeOf(schema: unknown, indent: string): string {
  const own = asObject(schema);
  if (typeof own.$ref === "string") return own.$ref.split("/").at(-1) ?? "unknown";
  if (own.const !== undefined) return JSON.stringify(own.const);
  if (Array.isArray(own.enum)) return own.enum.map((value) => JSON.stringify(value)).join(" | ");
  const options = asList(own.anyOf ?? own.oneOf);
  if (options.length > 0) return union(options.map((option) => typeOf(option, indent)));
  const parts = asList(own.allOf);
  if (parts.length > 0) return parts.map((part) => `(${typeOf(part, indent)})`).join(" & ");
  const types = Array.isArray(own.type) ? own.type : [own.type];
  return union(types.map((type) => plainType(type, own, indent)));
}

function plainType(type: unknown, schema: Json, indent: string): string {
  switch (type) {
    case "string":
      return schema.format === "binary" ? "Blob" : type;
    case "boolean":
    case "null":
      return type;
    case "number":
    case "integer":
      return "number";
    case "array":
      return schema.items === undefined ? "unknown[]" : `(${typeOf(schema.items, indent)})[]`;
    case "object":
      return objectType(schema, indent);
    default:
      return schema.properties === undefined ? "unknown" : objectType(schema, indent);
  }
}

function objectType(schema: Json, indent: string): string {
  const { additionalProperties } = schema;
  const properties = Object.entries(asObject(schema.properties));
  const isOpen = additionalProperties !== undefined && additionalProperties !== false;
  // Unlike a Record, an index signature may name the type that it is a part of.
  const rest = isOpen ? `{ [name: string]: ${typeOf(additionalProperties, indent)} }` : null;
  if (properties.length === 0) return rest ?? "Record<string, unknown>";
  const required = asList(schema.required);
  const inner = `${indent}  `;
  const fields = properties.map(([name, field]) => {
    const mark = required.includes(name) ? "" : "?";
    return `${inner}${property(name)}${mark}: ${typeOf(field, inner)};`;
  });
  const own = `{\n${fields.join("\n")}\n${indent}}`;
  // Named fields have types of their own beside what else may be there.
  return rest === null ? own : `${own} & Record<string, unknown>`;
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(" | ");
}

function property(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function asObject(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
