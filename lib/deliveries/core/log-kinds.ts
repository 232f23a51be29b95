import type { FilterCondition, FilterValue } from "#lib/http/core/list-columns.ts";
import type { AnswerCondition } from "./answer-filter.ts";

/**
 * Most deliveries are of two kinds of which everything that can be filtered is known beforehand: those that
 * succeeded at their first attempt, and those that were not attempted yet. All others have a row in
 * `delivery_trouble`. A filter that neither kind can pass need not look at the log at all.
 */
export type OrdinaryKind = "succeeded_at_once" | "untouched";

type Known = { is: string | number | null } | { between: readonly [number, number] } | "some value";

const KNOWN: Record<OrdinaryKind, Readonly<Record<string, Known>>> = {
  succeeded_at_once: {
    state: { is: "succeeded" },
    attempts: { is: 1 },
    lastStatusCode: { between: [200, 299] },
    lastErrorCode: { is: null },
    dueAt: { is: null },
    completedAt: "some value",
  },
  untouched: {
    state: { is: "pending" },
    attempts: { is: 0 },
    lastStatusCode: { is: null },
    lastErrorCode: { is: null },
    completedAt: { is: null },
  },
};

/** False only when no delivery of this kind can pass. */
export function canPass(
  kind: OrdinaryKind,
  conditions: readonly FilterCondition[],
  answers: readonly AnswerCondition[],
): boolean {
  return (
    conditions.every((condition) => {
      const known = KNOWN[kind][condition.column];
      return known === undefined || knownPasses(known, condition);
    }) &&
    (answers.length === 0 || (kind === "succeeded_at_once" && answers.some(admitsSuccess)))
  );
}

function admitsSuccess(answer: AnswerCondition): boolean {
  if (!("lastStatusCode" in answer)) return false;
  const { lastStatusCode: asked } = answer;
  return "in" in asked
    ? asked.in.some((code) => code >= 200 && code <= 299)
    : asked.gte <= 299 && asked.lt > 200;
}

function knownPasses(known: Known, condition: FilterCondition): boolean {
  if (known === "some value") return condition.operator !== "notHasValue";
  if ("is" in known) return valuePasses(known.is, condition);
  const [first] = condition.values.map(Number);
  const [low, high] = known.between;
  switch (condition.operator) {
    case "gt":
      return high > (first ?? 0);
    case "gte":
      return high >= (first ?? 0);
    case "lt":
      return low < (first ?? 0);
    case "lte":
      return low <= (first ?? 0);
    case "eq":
    case "in":
      return condition.values.some((value) => Number(value) >= low && Number(value) <= high);
    case "notHasValue":
      return false;
    default:
      return true;
  }
}

/** Whether a stored value meets a condition. In a list, no value is unequal to every value. */
export function valuePasses(stored: string | number | null, { operator, values }: FilterCondition): boolean {
  if (stored === null) return operator === "neq" || operator === "notHasValue";
  const [first] = values;
  switch (operator) {
    case "eq":
      return stored === first;
    case "neq":
      return stored !== first;
    case "in":
      return values.includes(stored);
    case "like":
      return String(stored).toLowerCase().includes(String(first).toLowerCase());
    case "hasValue":
      return true;
    case "notHasValue":
      return false;
    default:
      return compares(stored, operator, first);
  }
}

function compares(
  stored: string | number,
  operator: "gt" | "gte" | "lt" | "lte",
  value: FilterValue | undefined,
): boolean {
  if (typeof stored !== "number" || typeof value !== "number") return true;
  switch (operator) {
    case "gt":
      return stored > value;
    case "gte":
      return stored >= value;
    case "lt":
      return stored < value;
    case "lte":
      return stored <= value;
  }
}
