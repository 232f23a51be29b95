import type { FilterCondition } from "#lib/http/core/list-columns.ts";
import { firstUuidAt } from "#lib/platform/core/uuid-v7.ts";

/** Ids of deliveries: from `low`, included, to `high`, not included. */
export type IdRange = { low: string; high: string };

/** The largest time that a UUIDv7 can hold. */
const MS_MAX = 2 ** 48 - 1;
/** Clocks of publishers and of the database differ: a delivery may seem to have ended before it began. */
const CLOCKS_APART_MS = 60 * 60_000;

/**
 * A delivery's time of creation is the one in its id, so conditions on it are a range of ids. A delivery cannot have
 * ended before it was created, so conditions on the end bound the range above.
 */
export function idRange(conditions: readonly FilterCondition[]): IdRange {
  let lowMs = 0;
  let endMs = MS_MAX;
  for (const { column, operator, values } of conditions) {
    const [value] = values;
    if (!(value instanceof Date)) continue;
    const ms = value.getTime();
    const isUpper = operator === "lt" || operator === "lte" || operator === "eq";
    if (column === "completedAt" && isUpper) endMs = Math.min(endMs, ms + CLOCKS_APART_MS);
    if (column !== "createdAt") continue;
    if (operator === "gte" || operator === "eq") lowMs = Math.max(lowMs, ms);
    if (operator === "gt") lowMs = Math.max(lowMs, ms + 1);
    if (operator === "lt") endMs = Math.min(endMs, ms);
    if (operator === "lte" || operator === "eq") endMs = Math.min(endMs, ms + 1);
  }
  return { low: firstUuidAt(Math.min(lowMs, MS_MAX)), high: firstUuidAt(Math.max(0, endMs)) };
}

/** What `idRange` says completely and no row need be asked for. */
export function isInRange({ column, operator }: FilterCondition): boolean {
  return column === "createdAt" && !["neq", "hasValue", "notHasValue"].includes(operator);
}
