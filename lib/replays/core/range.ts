import type { Violation } from "../../errors/app-error.ts";

const DAY_MS = 86_400_000;

export type ReplayRange = { fromMs: number; toMs: number };

/** What is wrong with a time range, if anything. Nothing is kept for longer than the retention. */
export function rangeViolations(
  { fromMs, toMs }: ReplayRange,
  { nowMs, retentionDays }: { nowMs: number; retentionDays: number },
): Violation[] {
  const violations: Violation[] = [];
  if (fromMs > nowMs) {
    violations.push({ path: "from", message: "This time should not be in the future.", code: "future" });
  }
  if (toMs > nowMs) {
    violations.push({ path: "to", message: "This time should not be in the future.", code: "future" });
  }
  if (violations.length > 0) return violations;
  if (fromMs >= toMs) {
    return [{ path: "to", message: "This time should be later than “from”.", code: "range_reversed" }];
  }
  if (toMs - fromMs > retentionDays * DAY_MS) {
    return [
      {
        path: "from",
        message: `The range should be ${retentionDays} days long or less: deliveries are kept no longer.`,
        code: "range_too_long",
        parameters: { limit: retentionDays },
      },
    ];
  }
  if (toMs <= nowMs - retentionDays * DAY_MS) {
    return [
      {
        path: "to",
        message: `Deliveries are kept for ${retentionDays} days: nothing is left of this range.`,
        code: "range_expired",
        parameters: { limit: retentionDays },
      },
    ];
  }
  return [];
}
