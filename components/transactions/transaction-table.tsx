"use client";

import { Plus, Receipt } from "lucide-react";
import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataTableColumn, TableTotal } from "#components/data-table/table-types.ts";
import { useTableUrlState } from "#components/data-table/use-table-url-state.ts";
import { Dash } from "#components/programme/dash.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { pastPresets } from "#components/ui/date-range.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { Time } from "#components/ui/time.tsx";
import { DOCUMENT_TYPES } from "#lib/loyalty/transactions/constants.ts";
import { DOCUMENT_TYPE_WORDS, type TransactionRow } from "./transaction-row.ts";
import { TRANSACTION_SEARCH_PARAMS } from "./transaction-search-params.ts";

type TransactionTableProps = {
  rows: readonly TransactionRow[];
  total: TableTotal;
  /** Where a new one is entered; null for whoever may not. */
  newHref: string | null;
  /** The list of one member. */
  isOfMember?: boolean;
};

export function TransactionTable({ rows, total, newHref, isOfMember = false }: TransactionTableProps) {
  const table = useTableUrlState(TRANSACTION_SEARCH_PARAMS);
  return (
    <DataTable
      label="Transactions"
      columns={isOfMember ? OF_MEMBER : COLUMNS}
      rows={rows}
      rowId={rowId}
      rowHref={rowHref}
      total={total}
      noun={noun}
      {...table}
      empty={
        <EmptyState
          icon={<Receipt />}
          title="No transactions yet"
          description="Purchases and returns appear here as tills and shops send them, or as they are entered by hand."
          actions={
            newHref !== null && (
              <ButtonLink href={newHref} variant="primary">
                <Plus aria-hidden />
                Enter transaction
              </ButtonLink>
            )
          }
        />
      }
    />
  );
}

const noun = { one: "transaction", many: "transactions" };
const rowId = (row: TransactionRow) => row.id;
const rowHref = (row: TransactionRow) => `/transactions/${row.id}`;

const COLUMNS: readonly DataTableColumn<TransactionRow>[] = [
  {
    id: "header:documentNumber",
    header: "Document",
    cell: (row) => <span className="block truncate">{row.documentNumber}</span>,
    filter: { kind: "text", placeholder: "Number contains…" },
    card: "title",
    className: "sm:max-w-0 sm:min-w-36",
  },
  {
    id: "header:documentType",
    header: "Type",
    cell: (row) => (
      <Badge tone={row.type === "return" ? "warning" : "neutral"}>{DOCUMENT_TYPE_WORDS[row.type]}</Badge>
    ),
    filter: {
      kind: "choice",
      options: DOCUMENT_TYPES.map((type) => ({ value: type, label: DOCUMENT_TYPE_WORDS[type] })),
    },
    width: "7rem",
  },
  {
    id: "value",
    header: "Value",
    cell: (row) => <span className="whitespace-nowrap tabular">{row.value}</span>,
    align: "end",
    width: "9rem",
  },
  {
    id: "matched",
    header: "Member",
    cell: (row) =>
      row.member === null ? (
        <span className="flex min-w-0 items-center gap-2">
          <Badge tone="warning">Nobody yet</Badge>
          {row.buyer !== null && <span className="truncate text-muted">{row.buyer}</span>}
        </span>
      ) : (
        <Link
          href={`/members/${row.member.id}`}
          className="block truncate decoration-border-strong underline-offset-3 hover:underline"
        >
          {row.member.name ?? row.member.id}
        </Link>
      ),
    filter: { kind: "boolean", trueLabel: "Matched", falseLabel: "Nobody yet" },
    className: "sm:max-w-0 sm:min-w-44",
  },
  {
    id: "items",
    header: "Items",
    cell: (row) => <span className="tabular">{row.itemCount}</span>,
    align: "end",
    width: "4.5rem",
  },
  {
    id: "header:purchasePlace",
    header: "Place",
    cell: (row) => (row.place === null ? <Dash /> : <span className="block truncate">{row.place}</span>),
    filter: { kind: "text", placeholder: "Place contains…" },
    className: "sm:max-w-0 sm:min-w-32",
    isExtra: true,
  },
  {
    id: "header:purchasedAt",
    header: "Purchased",
    cell: (row) => <Time value={row.purchasedAt} />,
    sortable: true,
    sortDescFirst: true,
    filter: { kind: "date-range", presets: pastPresets },
    width: "8rem",
  },
];

const OF_MEMBER = COLUMNS.filter(({ id }) => id !== "matched");
