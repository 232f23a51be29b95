import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { FilterNotTaken } from "#components/console/filter-not-taken.tsx";
import { NoAccess } from "#components/console/no-access.tsx";
import { toTableState } from "#components/data-table/table-search-params.ts";
import { toRedemptionRow } from "#components/redemptions/redemption-row.ts";
import { REDEMPTION_SEARCH_PARAMS } from "#components/redemptions/redemption-search-params.ts";
import { RedemptionTable } from "#components/redemptions/redemption-table.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { loadMember } from "#lib/loyalty/members/loaders.ts";
import { REDEMPTION_COLUMNS } from "#lib/loyalty/redemptions/core/list-columns.ts";
import { loadRedemptions } from "#lib/loyalty/redemptions/loaders.ts";
import { ofOneThing, toListQuery } from "../../../../list-query.ts";

export const metadata: Metadata = { title: "Rewards of the member" };

const loadSearch = createLoader(REDEMPTION_SEARCH_PARAMS);

type PageProps = { params: Promise<{ memberId: string }>; searchParams: Promise<SearchParams> };

export default async function MemberRewardsPage({ params, searchParams }: PageProps) {
  const [members, access, search, { memberId }] = await Promise.all([
    loadAccess("CUSTOMER"),
    loadAccess("ISSUED_REWARDS"),
    loadSearch(searchParams),
    params,
  ]);
  if (!members.mayView) return null;
  if (!access.mayView) return <NoAccess need="see the rewards of members" />;
  const { customerId } = await loadMember(memberId);
  const query = toListQuery(toTableState(search), REDEMPTION_COLUMNS, { fixed: { customerId } });
  if (!query.ok) return <FilterNotTaken href={`/members/${memberId}/rewards`} issues={query.issues} />;
  const { items, total } = ofOneThing(await loadRedemptions(query.query), query.query);
  return (
    <RedemptionTable
      rows={items.map(toRedemptionRow)}
      total={total}
      isOfMember
      emptyActions={access.mayChange && <ButtonLink href="/rewards">Buy a reward for the member</ButtonLink>}
    />
  );
}
