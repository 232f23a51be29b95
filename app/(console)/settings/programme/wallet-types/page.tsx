import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { toTableState } from "#components/data-table/table-search-params.ts";
import { WALLET_TYPE_SEARCH_PARAMS } from "#components/wallet-types/wallet-type-search-params.ts";
import { WalletTypeTable } from "#components/wallet-types/wallet-type-table.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { WALLET_TYPE_COLUMNS } from "#lib/loyalty/points/core/list-columns.ts";
import { loadWalletTypes } from "#lib/loyalty/points/loaders.ts";
import { ListPage } from "../../../list-page.tsx";
import { toListQuery } from "../../../list-query.ts";
import { SetupTabs } from "../setup-tabs.tsx";

export const metadata: Metadata = { title: "Wallet types" };

const loadSearch = createLoader(WALLET_TYPE_SEARCH_PARAMS);

export default async function WalletTypesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [access, search] = await Promise.all([loadAccess("WALLET"), loadSearch(searchParams)]);
  return (
    <ListPage
      title="Wallet types"
      description="The kinds of units that members collect: what they are called, and how long they last."
      tabs={<SetupTabs />}
      href="/settings/programme/wallet-types"
      access={access}
      need="see the wallet types"
      query={toListQuery(toTableState(search), WALLET_TYPE_COLUMNS)}
      load={loadWalletTypes}
      add={{ href: "/settings/programme/wallet-types/new", label: "Add wallet type" }}
    >
      {({ items, total }) => <WalletTypeTable rows={items} total={total} mayChange={access.mayChange} />}
    </ListPage>
  );
}
