import type { Amount } from "../../core/amount.ts";

export type TierAttribute =
  | "activeUnits"
  | "totalEarnedUnits"
  | "monthsSinceJoiningProgram"
  | "totalSpending"
  | "cumulatedEarnedUnits";

export type Ladder = {
  conditions: readonly { id: string; attribute: TierAttribute; walletTypeCode: string | null }[];
  /** From the lowest. The default one asks for nothing. */
  tiers: readonly Rung[];
};

export type Rung = {
  id: string;
  sortOrder: number;
  isDefault: boolean;
  /** By the condition's id. */
  thresholds: ReadonlyMap<string, Amount>;
};

/**
 * The highest tier whose thresholds are all reached, or the lowest one. Null when there is none.
 * @param values what the member has, by the condition's id
 */
export function tierReached(ladder: Ladder, values: ReadonlyMap<string, Amount>): Rung | null {
  const reached = ladder.tiers.filter(
    (tier) =>
      tier.isDefault ||
      (ladder.conditions.length > 0 &&
        ladder.conditions.every(({ id }) => {
          const threshold = tier.thresholds.get(id);
          const value = values.get(id);
          return threshold !== undefined && value !== undefined && value >= threshold;
        })),
  );
  return reached.toSorted((a, b) => b.sortOrder - a.sortOrder)[0] ?? null;
}

/** Whole calendar months, in UTC. */
export function monthsBetween(from: Date, to: Date): number {
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  const isComplete =
    to.getUTCDate() > from.getUTCDate() ||
    (to.getUTCDate() === from.getUTCDate() && timeOfDay(to) >= timeOfDay(from));
  return Math.max(0, isComplete ? months : months - 1);
}

function timeOfDay(time: Date): number {
  return time.getTime() % (24 * 3600 * 1000);
}
