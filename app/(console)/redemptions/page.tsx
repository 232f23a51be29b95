import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { toTableState } from "#components/data-table/table-search-params.ts";
import { toRedemptionRow } from "#components/redemptions/redemption-row.ts";
import { REDEMPTION_SEARCH_PARAMS } from "#components/redemptions/redemption-search-params.ts";
import { RedemptionTable } from "#components/redemptions/redemption-table.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { REDEMPTION_COLUMNS } from "#lib/loyalty/redemptions/core/list-columns.ts";
import { loadRedemptions } from "#lib/loyalty/redemptions/loaders.ts";
import { ListPage } from "../list-page.tsx";
import { toListQuery } from "../list-query.ts";

export const metadata: Metadata = { title: "Redemptions" };

const loadSearch = createLoader(REDEMPTION_SEARCH_PARAMS);

export default async function RedemptionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [access, search] = await Promise.all([loadAccess("ISSUED_REWARDS"), loadSearch(searchParams)]);
  return (
    <ListPage
      title="Redemptions"
      description="Rewards that members bought or were given, on their way to them."
      href="/redemptions"
      access={access}
      need="see the redemptions"
      query={toListQuery(toTableState(search), REDEMPTION_COLUMNS)}
      load={loadRedemptions}
    >
      {({ items, total }) => (
        <RedemptionTable
          rows={items.map(toRedemptionRow)}
          total={total}
          emptyActions={<ButtonLink href="/rewards">See the rewards</ButtonLink>}
        />
      )}
    </ListPage>
  );
}
