import { amountWords } from "#components/programme/amount-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import type { WalletListDto } from "#lib/loyalty/points/schema.ts";

/** What a member has, wallet by wallet. */
export function WalletBalances({ wallets }: { wallets: WalletListDto["items"] }) {
  if (wallets.length === 0) {
    return (
      <Card className="px-4 py-3">
        <p className="text-muted">No wallet yet: it is opened with the first units.</p>
      </Card>
    );
  }
  return (
    <ul aria-label="Wallets" className="flex flex-col gap-3">
      {wallets.map(({ walletId, walletType, account }) => (
        <li key={walletId}>
          <Card className="flex flex-wrap items-center gap-x-10 gap-y-4 p-4">
            <div className="min-w-40">
              <p className="flex items-center gap-2 text-muted">
                {walletType.name}
                {walletType.isDefault && wallets.length > 1 && <Badge>Default</Badge>}
              </p>
              <p className="text-2xl font-semibold tracking-tight tabular">
                {amountWords(account.activeUnits)}{" "}
                <span className="text-sm font-normal tracking-normal text-muted">to spend</span>
              </p>
            </div>
            <DescriptionList
              layout="grid"
              className="min-w-0 flex-1 basis-80 sm:grid-cols-3 lg:grid-cols-6"
              items={[
                { term: "Earned", value: figure(account.earnedUnits) },
                { term: "Spent", value: figure(account.spentUnits) },
                { term: "Pending", value: figure(account.lockedUnits) },
                { term: "Blocked", value: figure(account.blockedUnits) },
                { term: "Sent", value: figure(account.transferredUnits) },
                { term: "Expired", value: figure(account.expiredUnits) },
              ]}
            />
          </Card>
        </li>
      ))}
    </ul>
  );
}

const figure = (value: number) => <span className="tabular">{amountWords(value)}</span>;
