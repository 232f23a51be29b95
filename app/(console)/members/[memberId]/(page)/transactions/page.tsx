import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { FilterNotTaken } from "#components/console/filter-not-taken.tsx";
import { NoAccess } from "#components/console/no-access.tsx";
import { toTableState } from "#components/data-table/table-search-params.ts";
import { TRANSACTION_SEARCH_PARAMS } from "#components/transactions/transaction-search-params.ts";
import { loadAccess } from "#lib/auth/loaders.ts";
import { loadMember } from "#lib/loyalty/members/loaders.ts";
import { TRANSACTION_COLUMNS } from "#lib/loyalty/transactions/core/list-columns.ts";
import { loadTransactions } from "#lib/loyalty/transactions/loaders.ts";
import { ofOneThing, toListQuery } from "../../../../list-query.ts";
import { TransactionList } from "../../../../transactions/transaction-list.tsx";

export const metadata: Metadata = { title: "Transactions of the member" };

const loadSearch = createLoader(TRANSACTION_SEARCH_PARAMS);

type PageProps = { params: Promise<{ memberId: string }>; searchParams: Promise<SearchParams> };

export default async function MemberTransactionsPage({ params, searchParams }: PageProps) {
  const [members, access, search, { memberId }] = await Promise.all([
    loadAccess("CUSTOMER"),
    loadAccess("TRANSACTION"),
    loadSearch(searchParams),
    params,
  ]);
  if (!members.mayView) return null;
  if (!access.mayView) return <NoAccess need="see the transactions" />;
  const { customerId } = await loadMember(memberId);
  // Of one member: whether it is matched is not asked.
  const { matched: _, ...asked } = search;
  const query = toListQuery(toTableState(asked), TRANSACTION_COLUMNS, { fixed: { customerId } });
  if (!query.ok) return <FilterNotTaken href={`/members/${memberId}/transactions`} issues={query.issues} />;
  const list = await loadTransactions(query.query);
  return <TransactionList list={ofOneThing(list, query.query)} newHref={null} isOfMember />;
}
