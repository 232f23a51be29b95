import { amountWords } from "#components/programme/amount-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import type { TierSetDto } from "#lib/loyalty/tiers/schema.ts";
import { TIER_ATTRIBUTE_WORDS } from "./tier-words.ts";

/** For whoever may not change them. */
export function TierList({ set }: { set: TierSetDto }) {
  return (
    <Card className="max-w-3xl">
      <ol aria-label="Tiers" className="divide-y">
        {set.tiers.map((tier) => (
          <li key={tier.levelId} className="px-4 py-2.5">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              {tier.name}
              {!tier.active && <Badge>Not active</Badge>}
            </p>
            {tier.description && <p className="text-muted">{tier.description}</p>}
            <p className="text-xs text-muted">
              {tier.conditions.length === 0
                ? "Every member has it from the beginning."
                : tier.conditions
                    .map(
                      ({ attribute, value }) =>
                        `${TIER_ATTRIBUTE_WORDS[attribute]}: at least ${amountWords(value)}`,
                    )
                    .join(", ")}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
