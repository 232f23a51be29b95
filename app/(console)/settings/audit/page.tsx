import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { FilterNotTaken } from "#components/console/filter-not-taken.tsx";
import { NoAccess } from "#components/console/no-access.tsx";
import { toTableState } from "#components/data-table/table-search-params.ts";
import { PageHeader } from "#components/layout/page-header.tsx";
import { AUDIT_COLUMNS } from "#lib/audit/core/list-columns.ts";
import { loadAuditAccess, loadAuditEntries } from "#lib/audit/loaders.ts";
import { toListQuery } from "../../list-query.ts";
import { AuditTable } from "./audit-table.tsx";
import { loadAuditListParams } from "./search-params.ts";

export const metadata: Metadata = { title: "Audit log" };

type AuditPageProps = { searchParams: Promise<SearchParams> };

export default async function AuditPage({ searchParams }: AuditPageProps) {
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Who changed what in this store, and when; for owners also what concerns the whole installation."
      />
      <Content params={await loadAuditListParams(searchParams)} />
    </>
  );
}

async function Content({ params }: { params: Awaited<ReturnType<typeof loadAuditListParams>> }) {
  if (!(await loadAuditAccess()).mayView) return <NoAccess need="see the audit log" />;
  const result = toListQuery(toTableState(params), AUDIT_COLUMNS);
  if (!result.ok) return <FilterNotTaken href="/settings/audit" issues={result.issues} />;
  const { items, total } = await loadAuditEntries(result.query);
  return (
    <AuditTable
      rows={items}
      total={{ all: total.all, filtered: total.filtered, countMax: AUDIT_COUNTED_MAX }}
    />
  );
}

/** Where counting stops. */
const AUDIT_COUNTED_MAX = 5_000;
