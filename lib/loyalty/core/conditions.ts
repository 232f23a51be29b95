import { evaluate, isSame, parseExpression } from "./expression.ts";
import { type Fact, type Facts, factAt, numberOf } from "./facts.ts";
import { compare, parseDecimal, type Rational } from "./rational.ts";

export const CONDITION_OPERATORS = [
  "expression",
  "is_equal",
  "is_not_equal",
  "is_one_of",
  "is_not_one_of",
  "contains",
  "not_contains",
  "contains_one_of",
  "not_contains_one_of",
  "starts_with",
  "ends_with",
  "is_greater",
  "is_greater_or_equal",
  "is_less",
  "is_less_or_equal",
  "is_number_between",
  "is_after",
  "is_before",
  "is_between",
  "is_not_between",
  "is_day_of_week",
  "is_day_of_month",
  "is_month_of_year",
  "is_time_between",
  "has_at_least_one_label",
] as const;
export type ConditionOperator = (typeof CONDITION_OPERATORS)[number];

export type Scalar = string | number | boolean;
export type ConditionData =
  | Scalar
  | readonly Scalar[]
  | { readonly from: Scalar; readonly to: Scalar }
  | readonly { readonly key: string; readonly value: string }[];

export type Condition = { attribute?: string; operator: ConditionOperator; data: ConditionData };

/** What kind of `data` an operator takes. */
export type DataKind = "scalar" | "list" | "range" | "labels" | "expression";

export function dataKindOf(operator: ConditionOperator): DataKind {
  switch (operator) {
    case "expression":
      return "expression";
    case "is_one_of":
    case "is_not_one_of":
    case "contains_one_of":
    case "not_contains_one_of":
    case "is_day_of_week":
    case "is_day_of_month":
    case "is_month_of_year":
      return "list";
    case "is_number_between":
    case "is_between":
    case "is_not_between":
    case "is_time_between":
      return "range";
    case "has_at_least_one_label":
      return "labels";
    default:
      return "scalar";
  }
}

/** All must hold. */
export function allHold(conditions: readonly Condition[], facts: Facts): boolean {
  return conditions.every((condition) => holds(condition, facts));
}

/**
 * Whether a condition holds for the facts. Of an attribute with several values (the categories of a purchase) one
 * that fits is enough, and the negations hold when none fits. An absent attribute fits nothing.
 */
export function holds({ attribute, operator, data }: Condition, facts: Facts): boolean {
  if (operator === "expression") {
    const parsed = parseExpression(String(data));
    return parsed.ok && evaluate(parsed.expression, facts) === true;
  }
  const fact = attribute === undefined ? undefined : factAt(facts, attribute);
  const values: readonly Fact[] = fact === undefined ? [] : Array.isArray(fact) ? fact : [fact];
  switch (operator) {
    case "is_equal":
      return values.some((value) => isEqual(value, data));
    case "is_not_equal":
      return !values.some((value) => isEqual(value, data));
    case "is_one_of":
      return values.some((value) => listOf(data).some((wanted) => isEqual(value, wanted)));
    case "is_not_one_of":
      return !values.some((value) => listOf(data).some((wanted) => isEqual(value, wanted)));
    case "contains":
      return values.some((value) => hasPart(value, fact, data));
    case "not_contains":
      return !values.some((value) => hasPart(value, fact, data));
    case "contains_one_of":
      return values.some((value) => listOf(data).some((wanted) => hasPart(value, fact, wanted)));
    case "not_contains_one_of":
      return !values.some((value) => listOf(data).some((wanted) => hasPart(value, fact, wanted)));
    case "starts_with":
      return values.some((value) => typeof value === "string" && value.startsWith(String(data)));
    case "ends_with":
      return values.some((value) => typeof value === "string" && value.endsWith(String(data)));
    case "has_at_least_one_label":
      return values.some((value) => hasLabel(value, data));
    case "is_not_between":
      return values.length > 0 && !values.some((value) => isDateBetween(value, data));
    default:
      return values.some((value) => comparesAs(operator, value, data));
  }
}

function comparesAs(operator: ConditionOperator, value: Fact, data: ConditionData): boolean {
  switch (operator) {
    case "is_greater":
      return order(value, data, (sign) => sign > 0);
    case "is_greater_or_equal":
      return order(value, data, (sign) => sign >= 0);
    case "is_less":
      return order(value, data, (sign) => sign < 0);
    case "is_less_or_equal":
      return order(value, data, (sign) => sign <= 0);
    case "is_number_between": {
      const { from, to } = rangeOf(data);
      return order(value, from, (sign) => sign >= 0) && order(value, to, (sign) => sign <= 0);
    }
    case "is_after":
      return instantOf(value) > instantOf(data);
    case "is_before":
      return instantOf(value) < instantOf(data);
    case "is_between":
      return isDateBetween(value, data);
    case "is_day_of_week":
      return partIsOneOf(value, data, (date) => date.getUTCDay(), WEEKDAYS);
    case "is_day_of_month":
      return partIsOneOf(value, data, (date) => date.getUTCDate());
    case "is_month_of_year":
      return partIsOneOf(value, data, (date) => date.getUTCMonth() + 1, MONTHS);
    case "is_time_between": {
      const { from, to } = rangeOf(data);
      const ms = instantOf(value);
      if (Number.isNaN(ms)) return false;
      const time = new Date(ms).toISOString().slice(11, 16);
      // A night, as from 22:00 to 06:00, goes on past midnight.
      return String(from) <= String(to)
        ? time >= String(from) && time <= String(to)
        : time >= String(from) || time <= String(to);
    }
    default:
      return false;
  }
}

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const MONTHS = [
  "",
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** Days of the week are numbers from 0 (Sunday) or English names, months numbers from 1 or names. */
function partIsOneOf(
  value: Fact,
  data: ConditionData,
  partOf: (date: Date) => number,
  names: readonly string[] = [],
): boolean {
  const ms = instantOf(value);
  if (Number.isNaN(ms)) return false;
  const part = partOf(new Date(ms));
  return listOf(data).some((wanted) => {
    const text = String(wanted).toLowerCase();
    return text === String(part) || (names[part] !== undefined && text === names[part]);
  });
}

function isEqual(value: Fact, wanted: unknown): boolean {
  if (typeof wanted === "object" || wanted === undefined) return false;
  const scalar = wanted as Scalar;
  const number = numberOf(value);
  // A form sends numbers as texts.
  if (number !== undefined && typeof scalar === "string") {
    const text = parseDecimal(scalar);
    return text !== undefined && compare(number, text) === 0;
  }
  if (typeof value === "boolean" && typeof scalar === "string") return String(value) === scalar;
  return isSame(value, scalar);
}

/** Of a text, a part of it; of a list, one of its elements. */
function hasPart(value: Fact, whole: Fact | undefined, wanted: unknown): boolean {
  if (Array.isArray(whole)) return isEqual(value, wanted);
  return typeof value === "string" && value.includes(String(wanted));
}

function order(value: Fact, data: unknown, test: (sign: number) => boolean): boolean {
  const [a, b] = [numberOf(value), scalarNumber(data)];
  return a !== undefined && b !== undefined && test(compare(a, b));
}

function scalarNumber(data: unknown): Rational | undefined {
  return typeof data === "string"
    ? parseDecimal(data)
    : typeof data === "number"
      ? numberOf(data)
      : undefined;
}

function isDateBetween(value: Fact, data: ConditionData): boolean {
  const { from, to } = rangeOf(data);
  const ms = instantOf(value);
  return ms >= instantOf(from) && ms <= instantOf(to);
}

/** NaN, which compares with nothing, for what is no date. Without a zone: UTC. */
function instantOf(value: unknown): number {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d/.test(value)) return Number.NaN;
  const hasZone = value.length <= 10 || /(?:Z|[+-]\d\d:?\d\d)$/.test(value);
  return Date.parse(hasZone ? value : `${value}Z`);
}

function hasLabel(value: Fact, data: ConditionData): boolean {
  if (typeof value !== "object" || value === null || !("key" in value) || !Array.isArray(data)) return false;
  return data.some(
    (wanted: unknown) =>
      typeof wanted === "object" &&
      wanted !== null &&
      "key" in wanted &&
      "value" in wanted &&
      wanted.key === value.key &&
      // An empty value stands for any, as in the query language.
      (wanted.value === "" || wanted.value === (value as { value?: unknown }).value),
  );
}

function listOf(data: ConditionData): readonly unknown[] {
  return Array.isArray(data) ? data : [];
}

function rangeOf(data: ConditionData): { from: unknown; to: unknown } {
  return typeof data === "object" && "from" in data ? data : { from: undefined, to: undefined };
}
