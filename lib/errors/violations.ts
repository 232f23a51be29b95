import type { z } from "zod";
import { type Violation, validationFailed } from "./app-error.ts";

/** Nobody reads more of them, and a large body can hold a hundred thousand. */
const VIOLATIONS_MAX = 100;

/** Throws AppError "validation_failed"; its paths are relative to `raw`. */
export function parseInput<T>(schema: z.ZodType<T>, raw: unknown): T {
  const result = schema.safeParse(raw, { error: describeIssue, reportInput: true });
  if (result.success) return result.data;
  throw validationFailed(violationsOf(result.error));
}

/** The same paths one level down: "url" under "webhookSubscription" is "webhookSubscription.url". */
export function under(root: string, violations: readonly Violation[]): Violation[] {
  return violations.map((violation) => {
    const { path } = violation;
    const joined = path === "" ? root : path.startsWith("[") ? root + path : `${root}.${path}`;
    return { ...violation, path: joined };
  });
}

/** ["events", 3, "data", "amount"] is "events[3].data.amount". */
export function formatPath(keys: readonly PropertyKey[]): string {
  let path = "";
  for (const key of keys) {
    if (typeof key === "number") path += `[${key}]`;
    else path += path === "" ? String(key) : `.${String(key)}`;
  }
  return path;
}

function violationsOf(error: z.ZodError): Violation[] {
  return error.issues.flatMap(toViolations).slice(0, VIOLATIONS_MAX);
}

function toViolations(issue: z.core.$ZodIssue): Violation[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((field) => ({
      path: formatPath([...issue.path, field]),
      message: "This field is not known here.",
      code: "unknown_field",
      parameters: { field },
    }));
  }
  // Unless the schema has words of its own for all alternatives.
  if (issue.code === "invalid_union" && issue.message === NOT_VALID) return ofAlternatives(issue);
  return [
    {
      path: formatPath(issue.path),
      message: issue.message,
      code: codeOf(issue),
      ...parametersOf(issue),
    },
  ];
}

/** Of several alternatives: what the last one says that takes this kind of value, or which kinds there are. */
function ofAlternatives(issue: z.core.$ZodIssueInvalidUnion): Violation[] {
  const path = formatPath(issue.path);
  if (issue.discriminator !== undefined && "options" in issue && issue.options !== undefined) {
    const { input } = issue;
    const given =
      typeof input === "object" && input !== null ? Reflect.get(input, issue.discriminator) : input;
    if (given === undefined) return [{ path, message: REQUIRED, code: "required" }];
    const message = oneOf(issue.options);
    return [{ path, message, code: "choice", parameters: { choices: issue.options.map(String).join(", ") } }];
  }
  const kinds = issue.errors.map((branch) => branch.find(rejectsKind));
  const fitting = issue.errors.findLast((_, index) => kinds[index] === undefined);
  if (fitting !== undefined) {
    return fitting.flatMap((inner) => toViolations({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  const names = kinds.flatMap((kind) => {
    if (kind?.code === "invalid_type") return [TYPE_NAMES[kind.expected] ?? kind.expected];
    return kind?.code === "invalid_value" ? kind.values.map((value) => JSON.stringify(value)) : [];
  });
  return [{ path, message: `This value should be ${[...new Set(names)].join(" or ")}.`, code: "type" }];
}

/** Whether it says that the alternative is for other values altogether. */
function rejectsKind(issue: z.core.$ZodIssue): boolean {
  return issue.path.length === 0 && (issue.code === "invalid_type" || issue.code === "invalid_value");
}

function codeOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "required" : "type";
    case "invalid_value":
      return issue.input === undefined ? "required" : "choice";
    case "invalid_format":
      return issue.format;
    case "too_big":
      return issue.origin === "string" ? "too_long" : issue.origin === "array" ? "too_many" : "too_big";
    case "too_small":
      if (issue.origin === "string") return issue.minimum === 1 ? "blank" : "too_short";
      return issue.origin === "array" ? "too_few" : "too_small";
    case "custom":
      return typeof issue.params?.code === "string" ? issue.params.code : "invalid";
    default:
      return "invalid";
  }
}

function parametersOf(issue: z.core.$ZodIssue): Pick<Violation, "parameters"> {
  if (issue.code === "too_big") return { parameters: { limit: Number(issue.maximum) } };
  if (issue.code === "too_small") return { parameters: { limit: Number(issue.minimum) } };
  if (issue.code === "invalid_value" && issue.input !== undefined) {
    return { parameters: { choices: issue.values.map(String).join(", ") } };
  }
  return {};
}

/** Words for what Zod finds; give it to a form's resolver too, so that both sides say the same. */
export function describeIssue(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined && (issue.code === "invalid_type" || issue.code === "invalid_value")) {
    return REQUIRED;
  }
  switch (issue.code) {
    case "invalid_type":
      return `This value should be ${TYPE_NAMES[issue.expected] ?? issue.expected}.`;
    case "invalid_value":
      return oneOf(issue.values);
    case "invalid_format":
      return `This value should be ${FORMAT_NAMES[issue.format] ?? "in another format"}.`;
    case "too_big":
      return tooBig(issue.origin, Number(issue.maximum));
    case "too_small":
      return tooSmall(issue.origin, Number(issue.minimum));
    case "unrecognized_keys":
      return "This field is not known here.";
    default:
      return NOT_VALID;
  }
}

const REQUIRED = "This value is required.";
const NOT_VALID = "This value is not valid.";

function oneOf(values: readonly unknown[]): string {
  const choices = values.map((value) => JSON.stringify(value)).join(", ");
  return values.length === 1 ? `This value should be ${choices}.` : `This value should be one of ${choices}.`;
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
  uuid: "a UUID",
  datetime: "a date and time such as 2026-11-20T10:15:00Z",
  date: "a date such as 2026-11-20",
  safeint: "an integer",
};

function tooBig(origin: string, limit: number): string {
  if (origin === "string") {
    return `This value is too long. It should have ${counted(limit, "character")} or less.`;
  }
  if (origin === "array") return `This list should contain ${counted(limit, "element")} or less.`;
  return `This value should be ${limit} or less.`;
}

function tooSmall(origin: string, limit: number): string {
  if (origin === "string") {
    return limit === 1
      ? "This value should not be blank."
      : `This value is too short. It should have ${counted(limit, "character")} or more.`;
  }
  if (origin === "array") return `This list should contain ${counted(limit, "element")} or more.`;
  return `This value should be ${limit} or more.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
