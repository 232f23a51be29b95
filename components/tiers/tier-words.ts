import type { DOWNGRADE_MODES, DOWNGRADE_PERIODS, TIER_ATTRIBUTES } from "#lib/loyalty/tiers/schema.ts";

type Attribute = (typeof TIER_ATTRIBUTES)[number];
type Mode = (typeof DOWNGRADE_MODES)[number];
type Period = (typeof DOWNGRADE_PERIODS)[number];

/** What a tier asks for so much of. */
export const TIER_ATTRIBUTE_WORDS: Record<Attribute, string> = {
  activeUnits: "Active units",
  totalEarnedUnits: "Units earned, ever",
  cumulatedEarnedUnits: "Units earned since the last recalculation",
  totalSpending: "Money spent",
  monthsSinceJoiningProgram: "Months since joining",
};

export const DOWNGRADE_MODE_WORDS: Record<Mode, string> = {
  none: "Never",
  automatic: "As soon as the tier is no longer reached",
  periodic: "At the end of a period",
};

export const DOWNGRADE_PERIOD_WORDS: Record<Period, [one: string, many: string]> = {
  weekly: ["week", "weeks"],
  monthly: ["month", "months"],
  yearly: ["year", "years"],
  registration_anniversary: ["year since joining", "years since joining"],
  recalculation_every_month_after_tier_promotion: [
    "month since reaching the tier",
    "months since reaching the tier",
  ],
};

/** When members move down from a tier that they no longer reach. */
export function downgradeWords({
  mode,
  period,
  interval,
}: {
  mode: Mode;
  period: string | null;
  interval: number | null;
}): string {
  const words = DOWNGRADE_PERIOD_WORDS[period as Period];
  if (mode !== "periodic" || words === undefined) return DOWNGRADE_MODE_WORDS[mode];
  const count = interval ?? 1;
  return count === 1 ? `After each ${words[0]}` : `Every ${count} ${words[1]}`;
}
