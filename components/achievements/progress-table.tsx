"use client";

import { Trophy } from "lucide-react";
import { useMemo } from "react";
import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataTableColumn, TableTotal } from "#components/data-table/table-types.ts";
import { useTableUrlState } from "#components/data-table/use-table-url-state.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import { PROGRESS_SEARCH_PARAMS } from "./achievement-search-params.ts";
import { EditProgress } from "./edit-progress.tsx";
import { ProgressBars } from "./progress-bars.tsx";
import type { ProgressRow } from "./progress-row.ts";

export type MemberProgress = ProgressRow & { memberName: string; updatedAt: string };

type ProgressTableProps = { rows: readonly MemberProgress[]; total: TableTotal; mayChange: boolean };

/** How far members are with one achievement. */
export function ProgressTable({ rows, total, mayChange }: ProgressTableProps) {
  const table = useTableUrlState(PROGRESS_SEARCH_PARAMS);
  const columns = useMemo(() => (mayChange ? [...COLUMNS, EDIT] : COLUMNS), [mayChange]);
  return (
    <DataTable
      label="Progress of members"
      columns={columns}
      rows={rows}
      rowId={rowId}
      rowHref={rowHref}
      total={total}
      noun={noun}
      {...table}
      empty={
        <EmptyState
          icon={<Trophy />}
          title="Nobody has progress yet"
          description="Members appear here with the first thing that counts."
        />
      }
    />
  );
}

const noun = { one: "member", many: "members" };
const rowId = (row: MemberProgress) => row.memberId;
const rowHref = (row: MemberProgress) => `/members/${row.memberId}/achievements`;

const COLUMNS: DataTableColumn<MemberProgress>[] = [
  {
    id: "member",
    header: "Member",
    cell: (row) => <span className="block truncate">{row.memberName}</span>,
    card: "title",
    className: "sm:max-w-0 sm:min-w-40",
  },
  {
    id: "progress",
    header: "Progress",
    cell: (row) => <ProgressBars progress={row} />,
    className: "sm:min-w-56",
  },
  {
    id: "completed",
    header: "Completed",
    cell: (row) => (
      <span className="whitespace-nowrap tabular">
        {row.completedCount === 1 ? "Once" : `${row.completedCount.toLocaleString("en")} times`}
      </span>
    ),
    width: "8rem",
  },
  {
    id: "updatedAt",
    header: "Last progress",
    cell: (row) => <Time value={row.updatedAt} />,
    width: "9rem",
  },
];

const EDIT: DataTableColumn<MemberProgress> = {
  id: "actions",
  header: "Actions",
  hideHeader: true,
  align: "end",
  width: "3rem",
  card: "corner",
  cell: (row) => <EditProgress progress={row} memberName={row.memberName} />,
};
