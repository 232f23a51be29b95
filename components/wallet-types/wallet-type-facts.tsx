import { ActiveStatus } from "#components/programme/active-status.tsx";
import { Card } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import type { WalletTypeDetailsDto } from "#lib/loyalty/points/schema.ts";
import { expiryWords, lockWords } from "./wallet-type-words.ts";

/** For whoever may not change it. */
export function WalletTypeFacts({ walletType }: { walletType: WalletTypeDetailsDto }) {
  return (
    <Card className="max-w-3xl px-4 py-1">
      <DescriptionList
        items={[
          { term: "Status", value: <ActiveStatus isActive={walletType.active} /> },
          { term: "Code", value: <span className="font-mono text-xs">{walletType.code}</span> },
          { term: "Units are called", value: `${walletType.unitSingularName}, ${walletType.unitPluralName}` },
          { term: "They expire", value: expiryWords(walletType) },
          { term: "They can be used", value: lockWords(walletType) },
        ]}
      />
    </Card>
  );
}
