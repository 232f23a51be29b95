"use client";

import { FileUp } from "lucide-react";
import { ListTable } from "#components/data-table/list-table.tsx";
import type { DataTableColumn, TableTotal } from "#components/data-table/table-types.ts";
import { useLiveRefresh } from "#components/deliveries/use-live-refresh.ts";
import { pastPresets } from "#components/ui/date-range.ts";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import { IMPORT_STATUSES, IMPORT_TYPES } from "#lib/loyalty/imports/constants.ts";
import type { ImportDto } from "#lib/loyalty/imports/schema.ts";
import { ImportProgress } from "./import-progress.tsx";
import { IMPORT_SEARCH_PARAMS } from "./import-search-params.ts";
import { IMPORT_STATUS_WORDS, IMPORT_TYPE_WORDS, isOpen } from "./import-words.ts";

type ImportTableProps = { rows: readonly ImportDto[]; total: TableTotal; mayChange: boolean };

/** Looks again by itself while one of the files is being taken in. */
export function ImportTable(props: ImportTableProps) {
  useLiveRefresh({ isTailing: props.rows.some(({ status }) => isOpen(status)), dueAtMs: null });
  return (
    <ListTable
      {...props}
      label="Imports"
      noun={noun}
      href="/imports"
      searchParams={IMPORT_SEARCH_PARAMS}
      columns={COLUMNS}
      rowId={rowId}
      empty={EMPTY}
      addLabel="Import file"
    />
  );
}

const noun = { one: "import", many: "imports" };
const rowId = (row: ImportDto) => row.importId;
const EMPTY = {
  icon: <FileUp />,
  title: "No imports yet",
  description:
    "Members, units, transactions and their matches can be taken in from CSV files; what is wrong in a line is reported and stops none of the others.",
};

const COLUMNS: readonly DataTableColumn<ImportDto>[] = [
  {
    id: "fileName",
    header: "File",
    cell: (row) => <span className="block truncate">{row.fileName}</span>,
    sortable: true,
    filter: { kind: "text" },
    card: "title",
    className: "sm:max-w-0 sm:min-w-40",
  },
  {
    id: "type",
    header: "Holds",
    cell: (row) => IMPORT_TYPE_WORDS[row.type],
    filter: {
      kind: "choice",
      options: IMPORT_TYPES.map((type) => ({ value: type, label: IMPORT_TYPE_WORDS[type] })),
    },
    width: "13rem",
  },
  {
    id: "status",
    header: "Status",
    cell: (row) => (
      <Status tone={IMPORT_STATUS_WORDS[row.status].tone} pulse={row.status === "inprogress"}>
        {IMPORT_STATUS_WORDS[row.status].label}
      </Status>
    ),
    filter: {
      kind: "choice",
      options: IMPORT_STATUSES.map((status) => ({ value: status, label: IMPORT_STATUS_WORDS[status].label })),
    },
    width: "9rem",
  },
  {
    id: "progress",
    header: "Progress",
    cell: (row) => <ImportProgress progress={row} />,
    width: "16rem",
  },
  {
    id: "createdBy",
    header: "By",
    cell: (row) => <span className="block truncate">{row.createdBy}</span>,
    width: "9rem",
    className: "sm:max-w-36",
    isExtra: true,
  },
  {
    id: "uploadedDate",
    header: "Uploaded",
    cell: (row) => <Time value={row.uploadedDate} />,
    sortable: true,
    sortDescFirst: true,
    filter: { kind: "date-range", presets: pastPresets },
    width: "8rem",
  },
];
