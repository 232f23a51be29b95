import type { z } from "zod";
import { CATALOGUE } from "./catalogue.ts";
import type { EventName } from "./event-names.ts";

export interface EventDataIssue {
  /** Where in `data` it is; empty for `data` itself. */
  path: (string | number)[];
  message: string;
}

export type EventDataValidation = { ok: true } | { ok: false; issues: EventDataIssue[] };

/** A body of 1 MiB can hold hundreds of thousands of mistakes; nobody reads more than these. */
export const ISSUES_MAX = 100;

const VALID: EventDataValidation = Object.freeze({ ok: true });
const PARSE_OPTIONS = { error: describeIssue };

/** Checks `data` against the schema of the event. Reports at most 100 issues. */
export function validateEventData(name: EventName, data: unknown): EventDataValidation {
  const result = CATALOGUE[name].dataSchema.safeParse(data, PARSE_OPTIONS);
  if (result.success) return VALID;
  return {
    ok: false,
    issues: result.error.issues.slice(0, ISSUES_MAX).map(({ path, message }) => ({
      path: path.map((key) => (typeof key === "number" ? key : String(key))),
      message,
    })),
  };
}

/** `undefined` leaves the wording to Zod, for checks that the catalogue does not use today. */
function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  const expected = expectation(issue);
  if (expected === undefined) return undefined;
  if (issue.input === undefined) return `Required: expected ${expected}.`;
  if (issue.code === "invalid_type") return `Expected ${expected}, received ${nameOf(issue.input)}.`;
  return `Expected ${expected}.`;
}

function expectation(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return TYPE_NAMES[issue.expected];
    case "invalid_format":
      return FORMAT_NAMES[issue.format];
    case "invalid_value":
      return oneOf(issue.values);
    case "invalid_union":
      return "options" in issue && Array.isArray(issue.options) ? oneOf(issue.options) : undefined;
    case "too_small":
      return issue.origin === "string" ? "a non-empty string" : `a number of at least ${issue.minimum}`;
    case "too_big":
      return `a number of at most ${issue.maximum}`;
    default:
      return undefined;
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  int: "an integer",
  boolean: "true or false",
  array: "an array",
  object: "an object",
};

const FORMAT_NAMES: Readonly<Record<string, string>> = {
  guid: "a UUID such as 018dfe71-2880-7c3c-9321-38dc017d3ae2",
  datetime: "an ISO 8601 date and time such as 2025-11-14T10:15:00Z",
};

function oneOf(values: readonly unknown[]): string {
  const quoted = values.map((value) => JSON.stringify(value)).join(", ");
  return values.length === 1 ? quoted : `one of ${quoted}`;
}

/** What a value is, in words. */
export function nameOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return "a number out of range";
    return Number.isInteger(value) ? "a number" : "a number with decimals";
  }
  if (typeof value === "boolean") return String(value);
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
