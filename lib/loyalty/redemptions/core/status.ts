import type { RedemptionStatus } from "../constants.ts";

/** Those after which nothing changes any more. */
const FINAL: readonly RedemptionStatus[] = ["canceled", "rejected", "returned"];

/** The member does not get the reward after all: what it cost is given back, and it counts towards no limit. */
const WITHDRAWN: readonly RedemptionStatus[] = ["canceled", "rejected"];

export type StatusChange =
  | { kind: "none" }
  | { kind: "changed"; isWithdrawn: boolean }
  | { kind: "refused"; message: string };

/**
 * Whether a redemption may change its status. Shops skip steps and go back, so any order is right, but what is
 * withdrawn or returned stays so, and what is completed can only be returned.
 */
export function statusChange(from: RedemptionStatus, to: RedemptionStatus): StatusChange {
  if (from === to) return { kind: "none" };
  if (FINAL.includes(from)) {
    return { kind: "refused", message: `The redemption is ${from}: its status cannot be changed any more.` };
  }
  if (from === "completed" && to !== "returned") {
    return { kind: "refused", message: "The redemption is completed: it can only be returned." };
  }
  return { kind: "changed", isWithdrawn: WITHDRAWN.includes(to) };
}

/** On the way that most redemptions take. */
const WAY: readonly RedemptionStatus[] = [
  "issued",
  "pending",
  "approved",
  "packing",
  "awaiting_shipping",
  "shipped",
  "completed",
  "returned",
];

/** What a redemption most likely becomes next, for a form to begin with; null when it stays what it is. */
export function usualNext(from: RedemptionStatus): RedemptionStatus | null {
  const at = WAY.indexOf(from);
  return at < 0 ? null : (WAY[at + 1] ?? null);
}
