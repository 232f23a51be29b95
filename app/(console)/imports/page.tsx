import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { toTableState } from "#components/data-table/table-search-params.ts";
import { IMPORT_SEARCH_PARAMS } from "#components/imports/import-search-params.ts";
import { ImportTable } from "#components/imports/import-table.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { IMPORT_LIST_COLUMNS } from "#lib/loyalty/imports/core/list-columns.ts";
import { loadImports } from "#lib/loyalty/imports/loaders.ts";
import { ListPage } from "../list-page.tsx";
import { toListQuery } from "../list-query.ts";

export const metadata: Metadata = { title: "Imports" };

const loadSearch = createLoader(IMPORT_SEARCH_PARAMS);

export default async function ImportsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [access, search] = await Promise.all([loadAccess("IMPORT"), loadSearch(searchParams)]);
  return (
    <ListPage
      title="Imports"
      description="Files of members, units, transactions and matches, taken in line by line."
      href="/imports"
      access={access}
      need="see the imports"
      query={toListQuery(toTableState(search), IMPORT_LIST_COLUMNS)}
      load={loadImports}
      add={{ href: "/imports/new", label: "Import file" }}
    >
      {({ items, total }) => <ImportTable rows={items} total={total} mayChange={access.mayChange} />}
    </ListPage>
  );
}
