"use client";

import { Ticket } from "lucide-react";
import type { ReactNode } from "react";
import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataTableColumn, TableTotal } from "#components/data-table/table-types.ts";
import { useTableUrlState } from "#components/data-table/use-table-url-state.ts";
import { amountWords } from "#components/programme/amount-words.ts";
import { Dash } from "#components/programme/dash.tsx";
import { pastPresets } from "#components/ui/date-range.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { Time } from "#components/ui/time.tsx";
import { REDEMPTION_STATUSES } from "#lib/loyalty/redemptions/constants.ts";
import type { RedemptionRow } from "./redemption-row.ts";
import { REDEMPTION_SEARCH_PARAMS } from "./redemption-search-params.ts";
import { RedemptionStatus } from "./redemption-status.tsx";
import { REDEMPTION_STATUS_WORDS } from "./redemption-words.ts";

type RedemptionTableProps = {
  rows: readonly RedemptionRow[];
  total: TableTotal;
  /** The list of one member. */
  isOfMember?: boolean;
  emptyActions?: ReactNode;
};

export function RedemptionTable({ rows, total, isOfMember = false, emptyActions }: RedemptionTableProps) {
  const table = useTableUrlState(REDEMPTION_SEARCH_PARAMS);
  return (
    <DataTable
      label="Redemptions"
      columns={isOfMember ? OF_MEMBER : COLUMNS}
      rows={rows}
      rowId={rowId}
      rowHref={rowHref}
      total={total}
      noun={noun}
      {...table}
      empty={
        <EmptyState
          icon={<Ticket />}
          title={isOfMember ? "This member has no rewards yet" : "No reward was redeemed yet"}
          description="What members buy for their units, and what they are given, is listed here."
          actions={emptyActions}
        />
      }
    />
  );
}

const noun = { one: "redemption", many: "redemptions" };
const rowId = (row: RedemptionRow) => row.id;
const rowHref = (row: RedemptionRow) => `/redemptions/${row.id}`;

const COLUMNS: readonly DataTableColumn<RedemptionRow>[] = [
  {
    id: "name",
    header: "Reward",
    cell: (row) => <span className="block truncate">{row.name}</span>,
    filter: { kind: "text" },
    card: "title",
    className: "sm:max-w-0 sm:min-w-40",
  },
  {
    id: "customerData:lastName",
    header: "Member",
    cell: (row) => (
      <Link
        href={`/members/${row.member.id}`}
        className="block truncate decoration-border-strong underline-offset-3 hover:underline"
      >
        {row.member.name}
      </Link>
    ),
    filter: { kind: "text", placeholder: "Last name contains…" },
    className: "sm:max-w-0 sm:min-w-40",
  },
  {
    id: "status",
    header: "Status",
    cell: (row) => <RedemptionStatus status={row.status} />,
    filter: {
      kind: "choice",
      options: REDEMPTION_STATUSES.map((status) => ({
        value: status,
        label: REDEMPTION_STATUS_WORDS[status].label,
      })),
    },
    width: "11rem",
  },
  {
    id: "code",
    header: "Code",
    cell: (row) => (row.code === null ? <Dash /> : <code className="font-mono text-xs">{row.code}</code>),
    width: "10rem",
  },
  {
    id: "costInPoints",
    header: "Cost",
    cell: (row) =>
      row.costInPoints === 0 ? (
        <span className="text-muted">Gift</span>
      ) : (
        <span className="whitespace-nowrap tabular">{amountWords(row.costInPoints)} units</span>
      ),
    sortable: true,
    sortDescFirst: true,
    align: "end",
    width: "8rem",
  },
  {
    id: "redemptionDate",
    header: "Redeemed",
    cell: (row) => <Time value={row.redeemedAt} />,
    sortable: true,
    sortDescFirst: true,
    filter: { kind: "date-range", presets: pastPresets },
    width: "8rem",
  },
];

const OF_MEMBER = COLUMNS.filter(({ id }) => id !== "customerData:lastName");
