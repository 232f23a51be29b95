import { Card } from "#components/ui/card.tsx";
import { CopyableText } from "#components/ui/copy-button.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import type { TierSetDto } from "#lib/loyalty/tiers/schema.ts";
import { downgradeWords, TIER_ATTRIBUTE_WORDS } from "./tier-words.ts";

/** What the tiers of a set ask for, and how members leave them. */
export function TierSetFacts({ set }: { set: TierSetDto }) {
  const asked = set.conditions.map(({ attribute, walletType }) =>
    walletType === null
      ? TIER_ATTRIBUTE_WORDS[attribute]
      : `${TIER_ATTRIBUTE_WORDS[attribute]} (wallet ${walletType})`,
  );
  return (
    <Card className="max-w-3xl px-4 py-1">
      <DescriptionList
        items={[
          { term: "Reached by", value: asked.join(", ") },
          { term: "Moving down", value: downgradeWords(set.downgrade) },
          {
            term: "Tier set id",
            value: <CopyableText text={set.tierSetId} label="Copy the tier set's id" />,
          },
        ]}
      />
    </Card>
  );
}
