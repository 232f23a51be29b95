"use client";

import { FileUp } from "lucide-react";
import { useMemo } from "react";
import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataTableColumn, TableTotal } from "#components/data-table/table-types.ts";
import { useTableUrlState } from "#components/data-table/use-table-url-state.ts";
import { useLiveRefresh } from "#components/deliveries/use-live-refresh.ts";
import { Dash } from "#components/programme/dash.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { Status } from "#components/ui/status.tsx";
import { IMPORT_ITEM_STATUSES, type ImportType } from "#lib/loyalty/imports/constants.ts";
import { IMPORT_COLUMNS } from "#lib/loyalty/imports/core/columns.ts";
import type { ImportItemDto } from "#lib/loyalty/imports/schema.ts";
import { IMPORT_ITEM_SEARCH_PARAMS } from "./import-search-params.ts";
import { ITEM_STATUS_WORDS } from "./import-words.ts";

type ImportLinesProps = {
  rows: readonly ImportItemDto[];
  total: TableTotal;
  type: ImportType;
  /** There are lines that wait. */
  isOpen: boolean;
};

/** Where the page of what came of a line is; units have none of their own. */
const PAGES: Partial<Record<ImportType, { href: string; label: string }>> = {
  member: { href: "/members", label: "See the member" },
  transaction: { href: "/transactions", label: "See the transaction" },
  transactionMatch: { href: "/transactions", label: "See the transaction" },
};

/** What became of each line. Looks again by itself while lines wait. */
export function ImportLines({ rows, total, type, isOpen }: ImportLinesProps) {
  const table = useTableUrlState(IMPORT_ITEM_SEARCH_PARAMS);
  useLiveRefresh({ isTailing: isOpen, dueAtMs: null });
  const columns = useMemo(() => lineColumns(type), [type]);
  return (
    <DataTable
      label="Lines"
      columns={columns}
      rows={rows}
      rowId={rowId}
      total={total}
      noun={noun}
      {...table}
      empty={<EmptyState icon={<FileUp />} title="The file has no lines" />}
    />
  );
}

const noun = { one: "line", many: "lines" };
const rowId = (row: ImportItemDto) => String(row.line);

function lineColumns(type: ImportType): DataTableColumn<ImportItemDto>[] {
  const page = PAGES[type];
  return [
    {
      id: "line",
      header: "Line",
      cell: (row) => (
        <span className="tabular">
          <span className="sm:hidden">Line </span>
          {row.line.toLocaleString("en")}
        </span>
      ),
      sortable: true,
      card: "title",
      width: "5rem",
    },
    {
      id: "status",
      header: "Status",
      cell: (row) => (
        <Status tone={ITEM_STATUS_WORDS[row.status].tone}>{ITEM_STATUS_WORDS[row.status].label}</Status>
      ),
      filter: {
        kind: "choice",
        options: IMPORT_ITEM_STATUSES.map((status) => ({
          value: status,
          label: ITEM_STATUS_WORDS[status].label,
        })),
      },
      width: "8rem",
    },
    {
      id: "message",
      header: "Outcome",
      cell: (row) =>
        row.message !== undefined ? (
          <span className="[overflow-wrap:anywhere] text-danger-text">{row.message}</span>
        ) : row.entity !== undefined && page !== undefined ? (
          <Link
            href={`${page.href}/${row.entity.id}`}
            className="underline decoration-border-strong underline-offset-3 hover:decoration-current"
          >
            {page.label}
          </Link>
        ) : (
          <Dash />
        ),
      filter: { kind: "text", placeholder: "Reason contains…" },
      width: "32%",
      className: "sm:min-w-56",
    },
    {
      id: "fields",
      header: "In the file",
      cell: (row) => (
        <code
          className="block font-mono text-2xs text-muted [overflow-wrap:anywhere] max-sm:line-clamp-4 sm:truncate"
          title={fieldsText(row, type)}
        >
          {fieldsText(row, type)}
        </code>
      ),
      className: "sm:max-w-0 sm:min-w-56",
    },
  ];
}

/** In the order in which the columns are documented: the file's own is not kept. */
function fieldsText({ lines }: ImportItemDto, type: ImportType): string {
  return lines
    .map(({ fields }) =>
      IMPORT_COLUMNS[type]
        .filter(({ name }) => fields[name])
        .map(({ name }) => `${name}: ${fields[name]}`)
        .join(", "),
    )
    .join(" / ");
}
