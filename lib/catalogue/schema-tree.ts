/** A JSON Schema as people read it: one node for each field, with its type in words. */
export type SchemaNode = {
  name: string;
  /** "text", "number or null", "list of objects", "one of …". */
  type: string;
  isRequired: boolean;
  isDeprecated: boolean;
  description: string | null;
  children: SchemaNode[];
};

/** Schemas of stores may nest further than anybody reads. */
const DEPTH_MAX = 12;

type Schema = Readonly<Record<string, unknown>>;

/** The fields of an object's schema; empty for what has none. */
export function schemaTree(schema: unknown, depth = 0): SchemaNode[] {
  const object = objectIn(schema);
  if (object === null || depth >= DEPTH_MAX) return [];
  const required = Array.isArray(object.required) ? object.required : [];
  return Object.entries(asSchema(object.properties)).map(([name, field]) => {
    const { description, deprecated } = asSchema(field);
    return {
      name,
      type: typeWords(field),
      isRequired: required.includes(name),
      isDeprecated: deprecated === true,
      description: typeof description === "string" ? description : null,
      children: schemaTree(field, depth + 1),
    };
  });
}

/** The object that a schema is, holds as the items of a list, or allows beside null. */
function objectIn(schema: unknown): Schema | null {
  const own = asSchema(schema);
  if (own.properties !== undefined) return own;
  if (own.items !== undefined) return objectIn(own.items);
  const options = optionsOf(own).flatMap((option): Schema[] => {
    const found = objectIn(option);
    return found === null ? [] : [found];
  });
  const [first, ...others] = options;
  if (first === undefined || others.length === 0) return first ?? null;
  // The data are of one shape or another: all fields are shown, and required is what every shape requires.
  const names = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  return {
    properties: Object.assign({}, ...options.map(({ properties }) => asSchema(properties))),
    required: names(first.required).filter((name) =>
      others.every(({ required }) => names(required).includes(name)),
    ),
  };
}

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  integer: "whole number",
  boolean: "true or false",
  array: "list",
};
const FORMATS: Readonly<Record<string, string>> = {
  uuid: "UUID",
  "date-time": "date and time",
  date: "date",
  email: "e-mail address",
  uri: "URL",
};

function typeWords(schema: unknown): string {
  const own = asSchema(schema);
  if (Array.isArray(own.enum)) return `one of ${own.enum.map((value) => JSON.stringify(value)).join(", ")}`;
  if (own.const !== undefined) return JSON.stringify(own.const);
  const options = optionsOf(own);
  if (options.length > 0) return [...new Set(options.map(typeWords))].join(" or ");
  const types = Array.isArray(own.type) ? own.type : own.type === undefined ? [] : [own.type];
  if (types.length === 0) return "anything";
  return types.map((type) => oneTypeWords(String(type), own)).join(" or ");
}

function oneTypeWords(type: string, schema: Schema): string {
  if (type === "array" && schema.items !== undefined) {
    const item = typeWords(schema.items);
    return item === "object" ? "list of objects" : item === "anything" ? "list" : `list of: ${item}`;
  }
  const format = typeof schema.format === "string" ? FORMATS[schema.format] : undefined;
  if (type === "string" && format !== undefined) return format;
  return TYPES[type] ?? type;
}

function optionsOf({ anyOf, oneOf }: Schema): readonly unknown[] {
  return Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : [];
}

function asSchema(value: unknown): Schema {
  return typeof value === "object" && value !== null ? (value as Schema) : {};
}
