import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { toCampaignRow } from "#components/campaigns/campaign-row.ts";
import { CAMPAIGN_SEARCH_PARAMS } from "#components/campaigns/campaign-search-params.ts";
import { CampaignTable } from "#components/campaigns/campaign-table.tsx";
import { toTableState } from "#components/data-table/table-search-params.ts";
import { loadAccess } from "#lib/auth/loaders.ts";
import { CAMPAIGN_COLUMNS } from "#lib/loyalty/campaigns/core/list-columns.ts";
import { loadCampaigns } from "#lib/loyalty/campaigns/loaders.ts";
import { ListPage } from "../list-page.tsx";
import { toListQuery } from "../list-query.ts";

export const metadata: Metadata = { title: "Campaigns" };

const loadSearch = createLoader(CAMPAIGN_SEARCH_PARAMS);

export default async function CampaignsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [access, search] = await Promise.all([loadAccess("CAMPAIGN"), loadSearch(searchParams)]);
  return (
    <ListPage
      title="Campaigns"
      description="What members are given when they buy, return or do something."
      href="/campaigns"
      access={access}
      need="see the campaigns"
      query={toListQuery(toTableState(search), CAMPAIGN_COLUMNS)}
      load={loadCampaigns}
      add={{ href: "/campaigns/new", label: "Add campaign" }}
    >
      {({ items, total }) => (
        <CampaignTable rows={items.map(toCampaignRow)} total={total} mayChange={access.mayChange} />
      )}
    </ListPage>
  );
}
