import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { toTableState } from "#components/data-table/table-search-params.ts";
import { toTierSetRow } from "#components/tiers/tier-set-row.ts";
import { TIER_SET_SEARCH_PARAMS } from "#components/tiers/tier-set-search-params.ts";
import { TierSetTable } from "#components/tiers/tier-set-table.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { TIER_SET_COLUMNS } from "#lib/loyalty/tiers/core/list-columns.ts";
import { loadTierSets } from "#lib/loyalty/tiers/loaders.ts";
import { ListPage } from "../../../list-page.tsx";
import { toListQuery } from "../../../list-query.ts";
import { SetupTabs } from "../setup-tabs.tsx";

export const metadata: Metadata = { title: "Tiers" };

const loadSearch = createLoader(TIER_SET_SEARCH_PARAMS);

export default async function TierSetsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [access, search] = await Promise.all([loadAccess("LEVEL"), loadSearch(searchParams)]);
  return (
    <ListPage
      title="Tiers"
      description="Sets of tiers that members move through by what they earn or spend. One set is active."
      tabs={<SetupTabs />}
      href="/settings/programme/tiers"
      access={access}
      need="see the tiers"
      query={toListQuery(toTableState(search), TIER_SET_COLUMNS)}
      load={loadTierSets}
      add={{ href: "/settings/programme/tiers/new", label: "Add tier set" }}
    >
      {({ items, total }) => (
        <TierSetTable rows={items.map(toTierSetRow)} total={total} mayChange={access.mayChange} />
      )}
    </ListPage>
  );
}
