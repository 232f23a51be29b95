import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { toTableState } from "#components/data-table/table-search-params.ts";
import { toRewardRow } from "#components/rewards/reward-row.ts";
import { REWARD_SEARCH_PARAMS } from "#components/rewards/reward-search-params.ts";
import { RewardTable } from "#components/rewards/reward-table.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { REWARD_COLUMNS } from "#lib/loyalty/rewards/core/list-columns.ts";
import { loadRewards } from "#lib/loyalty/rewards/loaders.ts";
import { ListPage } from "../list-page.tsx";
import { toListQuery } from "../list-query.ts";

export const metadata: Metadata = { title: "Rewards" };

const loadSearch = createLoader(REWARD_SEARCH_PARAMS);

export default async function RewardsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [access, search] = await Promise.all([loadAccess("REWARDS"), loadSearch(searchParams)]);
  return (
    <ListPage
      title="Rewards"
      description="What members get for their units, or as a gift."
      href="/rewards"
      access={access}
      need="see the rewards"
      query={toListQuery(toTableState(search), REWARD_COLUMNS)}
      load={loadRewards}
      add={{ href: "/rewards/new", label: "Add reward" }}
    >
      {({ items, total }) => (
        <RewardTable rows={items.map(toRewardRow)} total={total} mayChange={access.mayChange} />
      )}
    </ListPage>
  );
}
