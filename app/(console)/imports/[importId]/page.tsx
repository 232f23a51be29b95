import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { FilterNotTaken } from "#components/console/filter-not-taken.tsx";
import { NoAccess } from "#components/console/no-access.tsx";
import { toTableState } from "#components/data-table/table-search-params.ts";
import { CancelImport } from "#components/imports/cancel-import.tsx";
import { ImportLines } from "#components/imports/import-lines.tsx";
import { ImportProgress } from "#components/imports/import-progress.tsx";
import { IMPORT_ITEM_SEARCH_PARAMS } from "#components/imports/import-search-params.ts";
import { IMPORT_STATUS_WORDS, IMPORT_TYPE_WORDS, isOpen } from "#components/imports/import-words.ts";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { Link } from "#components/ui/link.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { IMPORT_ITEM_COLUMNS } from "#lib/loyalty/imports/core/list-columns.ts";
import { loadImport, loadImportItems } from "#lib/loyalty/imports/loaders.ts";
import { toListQuery } from "../../list-query.ts";

const loadSearch = createLoader(IMPORT_ITEM_SEARCH_PARAMS);

type ImportPageProps = { params: Promise<{ importId: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: ImportPageProps): Promise<Metadata> {
  const { mayView } = await loadAccess("IMPORT");
  if (!mayView) return { title: "Import" };
  return { title: (await loadImport((await params).importId)).fileName };
}

export default async function ImportPage({ params, searchParams }: ImportPageProps) {
  const [{ importId }, access, search] = await Promise.all([
    params,
    loadAccess("IMPORT"),
    loadSearch(searchParams),
  ]);
  if (!access.mayView) return <NoAccess need="see the imports" />;
  const file = await loadImport(importId);
  const query = toListQuery(toTableState(search), IMPORT_ITEM_COLUMNS);
  const lines = query.ok ? await loadImportItems(importId, query.query) : null;
  const { label, tone } = IMPORT_STATUS_WORDS[file.status];
  return (
    <>
      <PageHeader
        back={{ href: "/imports", label: "Imports" }}
        title={file.fileName}
        status={
          <>
            <Status tone={tone} appearance="pill" pulse={file.status === "inprogress"}>
              {label}
            </Status>
            <Badge>{IMPORT_TYPE_WORDS[file.type]}</Badge>
          </>
        }
        description={
          <>
            Uploaded <Time value={file.uploadedDate} /> by {file.createdBy}
          </>
        }
        actions={access.mayChange && isOpen(file.status) && <CancelImport progress={file} />}
      />
      <Card className="mb-5 p-4">
        <ImportProgress progress={file} />
        {file.itemsRejected > 0 && (
          <Link
            href={`/imports/${importId}?status=error`}
            className="mt-3 inline-block underline decoration-border-strong underline-offset-3 hover:decoration-current"
          >
            See the rejected lines
          </Link>
        )}
      </Card>
      {lines === null ? (
        <FilterNotTaken href={`/imports/${importId}`} issues={query.ok ? [] : query.issues} />
      ) : (
        <ImportLines rows={lines.items} total={lines.total} type={file.type} isOpen={isOpen(file.status)} />
      )}
    </>
  );
}
