import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import type { ReactNode } from "react";
import { NewKeyDialog } from "#components/api-keys/new-key-dialog.tsx";
import { FilterNotTaken } from "#components/console/filter-not-taken.tsx";
import { toTableState } from "#components/data-table/table-search-params.ts";
import { PageHeader } from "#components/layout/page-header.tsx";
import { API_KEY_COLUMNS } from "#lib/api-keys/core/list-columns.ts";
import { loadApiKeys } from "#lib/api-keys/loaders.ts";
import { toListQuery } from "../../list-query.ts";
import { ApiKeyTable } from "./api-key-table.tsx";
import { loadApiKeyListParams } from "./search-params.ts";

export const metadata: Metadata = { title: "API keys" };

type ApiKeysPageProps = { searchParams: Promise<SearchParams> };

export default async function ApiKeysPage({ searchParams }: ApiKeysPageProps) {
  const result = toListQuery(toTableState(await loadApiKeyListParams(searchParams)), API_KEY_COLUMNS);
  if (!result.ok) {
    return (
      <Page>
        <FilterNotTaken href="/settings/api-keys" issues={result.issues} />
      </Page>
    );
  }
  const { items, total, isOwner, stores } = await loadApiKeys(result.query);
  return (
    <Page
      actions={
        // Without any key the way to the first one stands in the middle of the page.
        total.all > 0 && <NewKeyDialog stores={stores} />
      }
    >
      <ApiKeyTable
        rows={items}
        total={{ all: total.all, filtered: total.filtered }}
        isOwner={isOwner}
        stores={stores}
      />
    </Page>
  );
}

function Page({ actions, children }: { actions?: ReactNode; children: ReactNode }) {
  return (
    <>
      <PageHeader
        title="API keys"
        description="Permanent credentials for programs that use the REST API. The key itself is shown once."
        actions={actions}
      />
      {children}
    </>
  );
}
