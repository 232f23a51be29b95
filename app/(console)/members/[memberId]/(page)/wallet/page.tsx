import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { FilterNotTaken } from "#components/console/filter-not-taken.tsx";
import { NoAccess } from "#components/console/no-access.tsx";
import { toTableState } from "#components/data-table/table-search-params.ts";
import { PageSection } from "#components/layout/page-section.tsx";
import { TRANSFER_SEARCH_PARAMS } from "#components/members/member-search-params.ts";
import { toTransferRow } from "#components/members/transfer-row.ts";
import { TransferTable } from "#components/members/transfer-table.tsx";
import { WalletActions } from "#components/members/wallet-actions.tsx";
import { WalletBalances } from "#components/members/wallet-balances.tsx";
import type { WalletChoice } from "#components/members/wallet-dialogs.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { memberName } from "#lib/loyalty/members/core/name.ts";
import { loadMember } from "#lib/loyalty/members/loaders.ts";
import { TRANSFER_COLUMNS } from "#lib/loyalty/points/core/list-columns.ts";
import { loadActiveWalletTypes, loadTransfers, loadWallets } from "#lib/loyalty/points/loaders.ts";
import { ofOneThing, toListQuery } from "../../../../list-query.ts";

export const metadata: Metadata = { title: "Wallet" };

const loadSearch = createLoader(TRANSFER_SEARCH_PARAMS);

type WalletPageProps = { params: Promise<{ memberId: string }>; searchParams: Promise<SearchParams> };

export default async function WalletPage({ params, searchParams }: WalletPageProps) {
  const [{ memberId }, members, wallet, transfers, search] = await Promise.all([
    params,
    loadAccess("CUSTOMER"),
    loadAccess("WALLET"),
    loadAccess("POINT_TRANSFER"),
    loadSearch(searchParams),
  ]);
  if (!members.mayView) return null;
  if (!wallet.mayView || !transfers.mayView) return <NoAccess need="see the wallets of members" />;
  const query = toListQuery(toTableState(search), TRANSFER_COLUMNS, { fixed: { "member:id": memberId } });
  const [member, { items: wallets }, types, history] = await Promise.all([
    loadMember(memberId),
    loadWallets(memberId),
    loadActiveWalletTypes(),
    query.ok ? loadTransfers(query.query).then((list) => ofOneThing(list, query.query)) : null,
  ]);
  return (
    <>
      <PageSection
        title="Balances"
        className="mt-0"
        actions={
          transfers.mayChange &&
          member.active && (
            <div className="flex flex-wrap gap-2">
              <WalletActions
                memberId={memberId}
                name={memberName(member)}
                wallets={wallets.map(({ walletType }) => toWalletChoice(walletType))}
                types={types.items.map(toWalletChoice)}
              />
            </div>
          )
        }
      >
        <WalletBalances wallets={wallets} />
      </PageSection>
      <PageSection title="History">
        {history === null ? (
          <FilterNotTaken href={`/members/${memberId}/wallet`} issues={query.ok ? [] : query.issues} />
        ) : (
          <TransferTable
            rows={history.items.map(toTransferRow)}
            total={history.total}
            mayChange={transfers.mayChange && member.active}
          />
        )}
      </PageSection>
    </>
  );
}

function toWalletChoice({ code, name, isDefault }: WalletChoice): WalletChoice {
  return { code, name, isDefault };
}
