import { z } from "zod";
import { CONDITION_OPERATORS, type Condition, dataKindOf, type Scalar } from "./conditions.ts";

/**
 * Conditions as they are typed. Numbers, true and false are taken as such; a text that looks like one, and one that
 * holds a comma, stands in double quotes.
 */
export type ConditionValues = {
  attribute: string;
  operator: (typeof CONDITION_OPERATORS)[number];
  data: string;
  from: string;
  to: string;
};

/** A `Condition` whose lists are the form's own. */
type TypedCondition = {
  attribute?: string;
  operator: Condition["operator"];
  data: Scalar | Scalar[] | { from: Scalar; to: Scalar } | { key: string; value: string }[];
};

export const EMPTY_CONDITION: ConditionValues = {
  attribute: "",
  operator: "is_equal",
  data: "",
  from: "",
  to: "",
};

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

export function parseScalar(text: string): Scalar {
  const trimmed = text.trim();
  if (trimmed === "true" || trimmed === "false") return trimmed === "true";
  if (NUMBER.test(trimmed)) return Number(trimmed);
  return unquoted(trimmed);
}

function unquoted(text: string): string {
  if (!/^".*"$/s.test(text)) return text;
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "string" ? parsed : text;
  } catch {
    return text;
  }
}

/** Such that `parseScalar` gives the same value again. */
export function scalarText(value: Scalar): string {
  if (typeof value !== "string") return String(value);
  const isPlain = parseScalar(value) === value && !/[",]/.test(value);
  return isPlain ? value : JSON.stringify(value);
}

/** Parts between commas; a comma in double quotes parts nothing. */
export function splitList(text: string): string[] {
  return [...text.matchAll(/(?:"(?:[^"\\]|\\.)*"|[^,])+/g)].map(([part]) => part.trim()).filter(Boolean);
}

const pair = (text: string) => {
  const [key = "", ...value] = unquoted(text).split("=");
  return { key: key.trim(), value: value.join("=").trim() };
};

export const conditionForm = z
  .object({
    attribute: z.string().trim(),
    operator: z.enum(CONDITION_OPERATORS),
    data: z.string(),
    from: z.string(),
    to: z.string(),
  })
  .transform((typed, ctx): TypedCondition => {
    const { operator, attribute, data, from, to } = typed;
    const missing = (path: keyof ConditionValues, message: string) =>
      ctx.addIssue({ code: "custom", path: [path], message });
    const kind = dataKindOf(operator);
    if (kind === "expression") {
      if (data.trim() === "") missing("data", "Enter the expression.");
      return { operator, data: data.trim() };
    }
    if (attribute === "") missing("attribute", "Say what is looked at, such as transaction.grossValue.");
    if (kind === "range") {
      if (from.trim() === "") missing("from", "Enter where it begins.");
      if (to.trim() === "") missing("to", "Enter where it ends.");
      return { attribute, operator, data: { from: parseScalar(from), to: parseScalar(to) } };
    }
    if (kind === "scalar") {
      if (data.trim() === "") missing("data", 'Enter a value; "" is the empty text.');
      return { attribute, operator, data: parseScalar(data) };
    }
    const parts = splitList(data);
    if (parts.length === 0) missing("data", "Enter one or more values, separated by commas.");
    return { attribute, operator, data: kind === "labels" ? parts.map(pair) : parts.map(parseScalar) };
  });

export function conditionValuesOf({ attribute = "", operator, data }: Condition): ConditionValues {
  const empty = { ...EMPTY_CONDITION, attribute, operator };
  if (Array.isArray(data)) {
    const parts = data.map((part: Scalar | { key: string; value: string }) =>
      typeof part === "object" ? quotedPair(part) : scalarText(part),
    );
    return { ...empty, data: parts.join(", ") };
  }
  if (typeof data === "object" && "from" in data) {
    return { ...empty, from: scalarText(data.from), to: scalarText(data.to) };
  }
  const scalar = data as Scalar;
  return { ...empty, data: operator === "expression" ? String(scalar) : scalarText(scalar) };
}

function quotedPair({ key, value }: { key: string; value: string }): string {
  const text = value === "" ? key : `${key}=${value}`;
  return /[",]/.test(text) ? JSON.stringify(text) : text;
}

/** Where a path of the server's is in the form. */
export function conditionFieldOf(path: string): string {
  return path.replace(/(conditions\[\d+\])\.data\.(from|to)$/, "$1.$2").replace(/(\.data)\[\d+\].*$/, "$1");
}
