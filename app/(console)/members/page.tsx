import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { toTableState } from "#components/data-table/table-search-params.ts";
import { toMemberRow } from "#components/members/member-row.ts";
import { MEMBER_SEARCH_PARAMS } from "#components/members/member-search-params.ts";
import { MemberTable } from "#components/members/member-table.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { MEMBER_COLUMNS } from "#lib/loyalty/members/core/list-columns.ts";
import { loadMembers } from "#lib/loyalty/members/loaders.ts";
import { loadTierOptions } from "#lib/loyalty/tiers/loaders.ts";
import { ImportLink } from "../import-link.tsx";
import { ListPage } from "../list-page.tsx";
import { toListQuery } from "../list-query.ts";

export const metadata: Metadata = { title: "Members" };

const loadSearch = createLoader(MEMBER_SEARCH_PARAMS);

export default async function MembersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [access, imports, search, tiers] = await Promise.all([
    loadAccess("CUSTOMER"),
    loadAccess("IMPORT"),
    loadSearch(searchParams),
    loadTierOptions(),
  ]);
  return (
    <ListPage
      title="Members"
      description="Who takes part in the programme."
      href="/members"
      access={access}
      need="see the members"
      query={toListQuery(toTableState(search), MEMBER_COLUMNS)}
      load={loadMembers}
      others={imports.mayChange && access.mayChange && <ImportLink type="member" />}
      add={{ href: "/members/new", label: "Add member" }}
    >
      {({ items, total }) => (
        <MemberTable rows={items.map(toMemberRow)} total={total} tiers={tiers} mayChange={access.mayChange} />
      )}
    </ListPage>
  );
}
