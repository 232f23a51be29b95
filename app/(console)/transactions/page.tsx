import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { toTableState } from "#components/data-table/table-search-params.ts";
import {
  TRANSACTION_PRESENCE,
  TRANSACTION_SEARCH_PARAMS,
} from "#components/transactions/transaction-search-params.ts";
import { loadAccess } from "#lib/auth/loaders.ts";
import { TRANSACTION_COLUMNS } from "#lib/loyalty/transactions/core/list-columns.ts";
import { loadTransactions } from "#lib/loyalty/transactions/loaders.ts";
import { ImportLink } from "../import-link.tsx";
import { ListPage } from "../list-page.tsx";
import { toListQuery } from "../list-query.ts";
import { TransactionList } from "./transaction-list.tsx";

export const metadata: Metadata = { title: "Transactions" };

const loadSearch = createLoader(TRANSACTION_SEARCH_PARAMS);

export default async function TransactionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [access, imports, search] = await Promise.all([
    loadAccess("TRANSACTION"),
    loadAccess("IMPORT"),
    loadSearch(searchParams),
  ]);
  return (
    <ListPage
      title="Transactions"
      description="Purchases and returns, and whom they are matched with."
      href="/transactions"
      access={access}
      need="see the transactions"
      query={toListQuery(toTableState(search), TRANSACTION_COLUMNS, { presence: TRANSACTION_PRESENCE })}
      load={loadTransactions}
      others={imports.mayChange && access.mayChange && <ImportLink type="transaction" />}
      add={{ href: "/transactions/new", label: "Enter transaction" }}
    >
      {(list) => <TransactionList list={list} newHref={access.mayChange ? "/transactions/new" : null} />}
    </ListPage>
  );
}
