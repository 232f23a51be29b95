"use client";

import { Users } from "lucide-react";
import { useMemo } from "react";
import { ListTable } from "#components/data-table/list-table.tsx";
import type { DataTableColumn, TableTotal } from "#components/data-table/table-types.ts";
import { ActiveStatus } from "#components/programme/active-status.tsx";
import { amountWords } from "#components/programme/amount-words.ts";
import { Dash } from "#components/programme/dash.tsx";
import { pastPresets } from "#components/ui/date-range.ts";
import { Time } from "#components/ui/time.tsx";
import type { MemberRow } from "./member-row.ts";
import { MEMBER_SEARCH_PARAMS } from "./member-search-params.ts";

type MemberTableProps = {
  rows: readonly MemberRow[];
  total: TableTotal;
  tiers: readonly { levelId: string; name: string }[];
  mayChange: boolean;
};

export function MemberTable({ tiers, ...props }: MemberTableProps) {
  const columns = useMemo(() => memberColumns(tiers), [tiers]);
  return (
    <ListTable
      {...props}
      label="Members"
      noun={noun}
      href="/members"
      searchParams={MEMBER_SEARCH_PARAMS}
      columns={columns}
      rowId={rowId}
      empty={EMPTY}
      addLabel="Add member"
    />
  );
}

const noun = { one: "member", many: "members" };
const rowId = (row: MemberRow) => row.id;
const EMPTY = {
  icon: <Users />,
  title: "No members yet",
  description:
    "Whoever takes part in the programme appears here: added by hand, signed up by themselves, or sent by the API.",
};

function memberColumns(tiers: MemberTableProps["tiers"]): DataTableColumn<MemberRow>[] {
  return [
    {
      id: "lastName",
      header: "Name",
      cell: (row) => <span className="block truncate">{row.name}</span>,
      sortable: true,
      filter: { kind: "text", placeholder: "Last name contains…" },
      card: "title",
      className: "sm:max-w-0 sm:min-w-44",
      width: "20%",
    },
    {
      id: "email",
      header: "E-mail",
      cell: (row) =>
        row.email === null ? <Dash /> : <span className="block truncate text-muted">{row.email}</span>,
      sortable: true,
      filter: { kind: "text", placeholder: "E-mail contains…" },
      className: "sm:max-w-0 sm:min-w-48",
      width: "22%",
    },
    {
      id: "loyaltyCardNumber",
      header: "Card",
      cell: (row) =>
        row.cardNumber === null ? <Dash /> : <code className="font-mono text-xs">{row.cardNumber}</code>,
      filter: { kind: "text", placeholder: "Card number contains…" },
      width: "9rem",
      card: "hidden",
    },
    {
      id: "levelId",
      header: "Tier",
      cell: (row) =>
        row.tier === null ? (
          <Dash />
        ) : (
          <span className="whitespace-nowrap">
            {row.tier}
            {row.isTierManual && <span className="text-muted"> by hand</span>}
          </span>
        ),
      ...(tiers.length === 0
        ? {}
        : {
            filter: {
              kind: "choice" as const,
              options: tiers.map(({ levelId, name }) => ({ value: levelId, label: name })),
            },
          }),
      width: "8rem",
    },
    {
      id: "units",
      header: "Units",
      cell: (row) => <span className="tabular">{amountWords(row.units)}</span>,
      align: "end",
      width: "7rem",
    },
    {
      id: "transactionsCount",
      header: "Purchases",
      cell: (row) => <span className="tabular">{row.transactions.toLocaleString("en")}</span>,
      sortable: true,
      sortDescFirst: true,
      align: "end",
      width: "7rem",
    },
    {
      id: "active",
      header: "Status",
      cell: (row) => <ActiveStatus isActive={row.isActive} />,
      filter: { kind: "boolean", trueLabel: "Active", falseLabel: "Not active" },
      width: "7.5rem",
    },
    {
      id: "registeredAt",
      header: "Joined",
      cell: (row) => <Time value={row.registeredAt} format="date" />,
      filter: { kind: "date-range", presets: pastPresets },
      width: "7.5rem",
    },
  ];
}
