import type { TierSetDto } from "#lib/loyalty/tiers/schema.ts";
import { downgradeWords, TIER_ATTRIBUTE_WORDS } from "./tier-words.ts";

/** What the list shows of a tier set. */
export type TierSetRow = {
  id: string;
  name: string;
  /** From the lowest. */
  tiers: readonly string[];
  reachedBy: string;
  downgrade: string;
  isActive: boolean;
};

export function toTierSetRow(set: TierSetDto): TierSetRow {
  return {
    id: set.tierSetId,
    name: set.name,
    tiers: set.tiers.map(({ name }) => name),
    reachedBy: set.conditions.map(({ attribute }) => TIER_ATTRIBUTE_WORDS[attribute]).join(", "),
    downgrade: downgradeWords(set.downgrade),
    isActive: set.active,
  };
}
