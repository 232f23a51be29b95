import { type IntervalType, windowStart } from "../../core/periods.ts";
import { compare, parseDecimal, type Rational, subtract, ZERO } from "../../core/rational.ts";

export type Limit = { interval?: { type: IntervalType; value: number } | undefined; value: number };

/** What a campaign did for a member before. */
export type Execution = { executedAtMs: number; units: Rational };

/** When a limit's window began; 0 for a limit of all time. */
export function limitSince(limit: Limit, nowMs: number): number {
  return limit.interval === undefined ? 0 : windowStart(limit.interval, nowMs);
}

/** Whether the member may have the campaign applied once more. */
export function mayExecute(limit: Limit | undefined, earlier: readonly Execution[], nowMs: number): boolean {
  if (limit === undefined) return true;
  const sinceMs = limitSince(limit, nowMs);
  return earlier.filter(({ executedAtMs }) => executedAtMs >= sinceMs).length + 1 <= limit.value;
}

/** What a limit leaves of units, never less than zero; null: there is no limit. */
export function unitsLeft(limit: Limit | undefined, used: Rational): Rational | null {
  if (limit === undefined) return null;
  const left = subtract(parseDecimal(String(limit.value)) ?? ZERO, used);
  return compare(left, ZERO) > 0 ? left : ZERO;
}

/** The smallest of what limits leave; null when none of them is one. */
export function smallestLeft(lefts: readonly (Rational | null)[]): Rational | null {
  return lefts.reduce<Rational | null>((smallest, left) => {
    if (left === null) return smallest;
    return smallest === null || compare(left, smallest) < 0 ? left : smallest;
  }, null);
}
