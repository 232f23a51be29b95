import { type EventDataIssue, ISSUES_MAX, nameOf } from "#lib/catalogue/validate.ts";
import type { Violation } from "#lib/errors/app-error.ts";
import { DEFINITION_LIMITS as LIMITS } from "../constants.ts";

/**
 * JSON Schema for the data of a store's own events: the part of draft 2020-12 that describes what JSON holds, in time
 * that grows with the data alone. Patterns, references and alternatives are not part of it: a stranger's pattern or
 * nest of alternatives can keep a process busy for hours.
 */

export type DataSchema = Readonly<Record<string, unknown>>;

const TYPES = ["object", "array", "string", "number", "integer", "boolean", "null"] as const;
type Type = (typeof TYPES)[number];

const FORMATS = {
  "date-time": { words: "a date and time such as 2026-11-20T10:15:00Z", test: isDateTime },
  date: { words: "a date such as 2026-11-20", test: isDate },
  uuid: {
    words: "a UUID such as 018dfe71-2880-7c3c-9321-38dc017d3ae2",
    test: (text: string) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text),
  },
  email: { words: "an e-mail address", test: (text: string) => /^[^\s@]+@[^\s@]+$/.test(text) },
  uri: { words: "a URL", test: (text: string) => URL.canParse(text) },
} as const;
type Format = keyof typeof FORMATS;

/** What each keyword takes; those that check nothing are for readers. */
const KEYWORDS: Readonly<Record<string, (value: unknown) => string | null>> = {
  $schema: texts,
  $comment: texts,
  title: texts,
  description: texts,
  deprecated: flags,
  readOnly: flags,
  writeOnly: flags,
  default: () => null,
  examples: lists,
  type: (value) => {
    const types = Array.isArray(value) ? value : [value];
    const isKnown = types.length > 0 && types.every((type) => (TYPES as readonly unknown[]).includes(type));
    return isKnown ? null : `should be one of ${TYPES.join(", ")}, or a list of them`;
  },
  enum: (value) =>
    Array.isArray(value) && value.length > 0 && value.length <= LIMITS.choicesMax && value.every(isScalar)
      ? null
      : `should be a list of 1 to ${LIMITS.choicesMax} texts, numbers, true, false or null`,
  const: (value) => (isScalar(value) ? null : "should be a text, a number, true, false or null"),
  properties: (value) => (isObject(value) ? null : "should be an object"),
  required: (value) =>
    Array.isArray(value) && value.every((name) => typeof name === "string")
      ? null
      : "should be a list of texts",
  additionalProperties: schemas,
  items: schemas,
  minItems: counts,
  maxItems: counts,
  minLength: counts,
  maxLength: counts,
  minimum: numbers,
  maximum: numbers,
  exclusiveMinimum: numbers,
  exclusiveMaximum: numbers,
  format: (value) =>
    typeof value === "string" && Object.hasOwn(FORMATS, value)
      ? null
      : `should be one of ${Object.keys(FORMATS).join(", ")}`,
};

/** What keeps a value from being the schema of an event's data; paths are below `root`. */
export function schemaViolations(schema: unknown, root: string): Violation[] {
  const violations: Violation[] = [];
  const report = (path: string, message: string, code: string) => {
    if (violations.length < ISSUES_MAX) violations.push({ path, message, code });
  };
  let nodes = 0;
  const visit = (node: unknown, path: string, depth: number): void => {
    if (typeof node === "boolean") return;
    if (!isObject(node)) {
      report(path, "A schema should be an object.", "type");
      return;
    }
    nodes += 1;
    if (nodes > LIMITS.schemaNodesMax) {
      if (nodes === LIMITS.schemaNodesMax + 1) {
        report(root, `The schema has more than ${LIMITS.schemaNodesMax} parts.`, "too_many");
      }
      return;
    }
    if (depth > LIMITS.schemaDepthMax) {
      report(path, `The schema is nested more than ${LIMITS.schemaDepthMax} levels deep.`, "too_deep");
      return;
    }
    for (const [keyword, value] of Object.entries(node)) {
      const check = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
      if (check === undefined) {
        const known = Object.keys(KEYWORDS).join(", ");
        report(`${path}.${keyword}`, `This keyword is not known here. Known: ${known}.`, "unknown_keyword");
        continue;
      }
      const problem = check(value);
      if (problem !== null) report(`${path}.${keyword}`, `This value ${problem}.`, "type");
    }
    const { properties, items, additionalProperties } = node;
    if (isObject(properties)) {
      for (const [name, inner] of Object.entries(properties)) {
        visit(inner, `${path}.properties.${name}`, depth + 1);
      }
    }
    if (isObject(items)) visit(items, `${path}.items`, depth + 1);
    if (isObject(additionalProperties)) {
      visit(additionalProperties, `${path}.additionalProperties`, depth + 1);
    }
  };
  visit(schema, root, 1);
  if (isObject(schema) && schema.type !== "object") {
    report(`${root}.type`, 'The data of an event are an object: its type should be "object".', "type");
  }
  return violations;
}

/** What of the data does not fit; at most 100 issues. `schema` has no violations. */
export function dataIssues(schema: DataSchema, data: unknown): EventDataIssue[] {
  const issues: EventDataIssue[] = [];
  check(schema, data, [], issues);
  return issues;
}

type Path = readonly (string | number)[];

function check(schema: unknown, value: unknown, path: Path, issues: EventDataIssue[]): void {
  if (issues.length >= ISSUES_MAX || schema === true || schema === undefined) return;
  const report = (message: string, at: Path = path) => {
    if (issues.length < ISSUES_MAX) issues.push({ path: [...at], message });
  };
  if (!isObject(schema)) {
    report("This field should not be here.");
    return;
  }
  const types = typesOf(schema);
  if (types.length > 0 && !types.some((type) => isOf(type, value))) {
    report(`Expected ${types.map((type) => TYPE_WORDS[type]).join(" or ")}, received ${nameOf(value)}.`);
    return;
  }
  const only = Object.hasOwn(schema, "const") ? [schema.const] : undefined;
  for (const choices of [schema.enum, only]) {
    if (!Array.isArray(choices) || choices.includes(value)) continue;
    const words = choices.map((choice) => JSON.stringify(choice)).join(", ");
    report(choices.length === 1 ? `Expected ${words}.` : `Expected one of ${words}.`);
  }
  if (typeof value === "string") checkText(schema, value, report);
  else if (typeof value === "number") checkNumber(schema, value, report);
  else if (Array.isArray(value)) checkList(schema, value, path, issues, report);
  else if (isObject(value)) checkObject(schema, value, path, issues, report);
}

type Report = (message: string, at?: Path) => void;

function checkText(schema: DataSchema, text: string, report: Report): void {
  const { minLength, maxLength, format } = schema;
  const isShort = typeof minLength === "number" && lengthOf(text) < minLength;
  if (isShort) report(`Expected at least ${minLength} characters.`);
  const isLong = typeof maxLength === "number" && lengthOf(text) > maxLength;
  if (isLong) report(`Expected at most ${maxLength} characters.`);
  if (typeof format !== "string") return;
  const { test, words } = FORMATS[format as Format];
  if (!test(text)) report(`Expected ${words}.`);
}

function checkNumber(schema: DataSchema, number: number, report: Report): void {
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  if (typeof minimum === "number" && number < minimum) report(`Expected a number of at least ${minimum}.`);
  if (typeof maximum === "number" && number > maximum) report(`Expected a number of at most ${maximum}.`);
  if (typeof above === "number" && number <= above) report(`Expected a number above ${above}.`);
  if (typeof below === "number" && number >= below) report(`Expected a number below ${below}.`);
}

function checkList(
  schema: DataSchema,
  list: readonly unknown[],
  path: Path,
  issues: EventDataIssue[],
  report: Report,
): void {
  const { minItems, maxItems, items } = schema;
  if (typeof minItems === "number" && list.length < minItems) report(`Expected at least ${minItems} items.`);
  if (typeof maxItems === "number" && list.length > maxItems) report(`Expected at most ${maxItems} items.`);
  if (items === undefined) return;
  for (const [index, item] of list.entries()) {
    if (issues.length >= ISSUES_MAX) return;
    check(items, item, [...path, index], issues);
  }
}

function checkObject(
  schema: DataSchema,
  object: DataSchema,
  path: Path,
  issues: EventDataIssue[],
  report: Report,
): void {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
  for (const name of required) {
    if (typeof name !== "string" || Object.hasOwn(object, name)) continue;
    const types = typesOf(Object.hasOwn(properties, name) ? properties[name] : {});
    const expected = types.map((type) => TYPE_WORDS[type]).join(" or ") || "a value";
    report(`Required: expected ${expected}.`, [...path, name]);
  }
  for (const [name, value] of Object.entries(object)) {
    if (issues.length >= ISSUES_MAX) return;
    const inner = Object.hasOwn(properties, name) ? properties[name] : schema.additionalProperties;
    check(inner, value, [...path, name], issues);
  }
}

function typesOf(schema: unknown): readonly Type[] {
  if (!isObject(schema) || schema.type === undefined) return [];
  // Only known types pass schemaViolations.
  return (Array.isArray(schema.type) ? schema.type : [schema.type]) as Type[];
}

function isOf(type: Type, value: unknown): boolean {
  switch (type) {
    case "object":
      return isObject(value);
    case "array":
      return Array.isArray(value);
    case "null":
      return value === null;
    case "integer":
      return Number.isInteger(value);
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    case "string":
    case "boolean":
      return typeof value === type;
  }
}

const TYPE_WORDS: Record<Type, string> = {
  object: "an object",
  array: "an array",
  string: "a string",
  number: "a number",
  integer: "an integer",
  boolean: "true or false",
  null: "null",
};

/** Characters, as JSON Schema counts them. */
function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

function isDateTime(text: string): boolean {
  const shape =
    /^(\d{4}-\d\d-\d\d)[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
  const [, date] = shape.exec(text) ?? [];
  return date !== undefined && isDate(date);
}

function isDate(text: string): boolean {
  if (!/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  // 31 February becomes a day of March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export function isObject(value: unknown): value is DataSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): boolean {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function texts(value: unknown): string | null {
  return typeof value === "string" ? null : "should be a text";
}

function flags(value: unknown): string | null {
  return typeof value === "boolean" ? null : "should be true or false";
}

function lists(value: unknown): string | null {
  return Array.isArray(value) ? null : "should be a list";
}

function schemas(value: unknown): string | null {
  return typeof value === "boolean" || isObject(value) ? null : "should be a schema, true or false";
}

function counts(value: unknown): string | null {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? null : "should be a whole number of at least 0";
}

function numbers(value: unknown): string | null {
  return typeof value === "number" && Number.isFinite(value) ? null : "should be a number";
}
