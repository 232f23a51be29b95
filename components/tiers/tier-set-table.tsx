"use client";

import { Layers } from "lucide-react";
import { ListTable } from "#components/data-table/list-table.tsx";
import type { DataTableColumn, TableTotal } from "#components/data-table/table-types.ts";
import { ActiveStatus } from "#components/programme/active-status.tsx";
import type { TierSetRow } from "./tier-set-row.ts";
import { TIER_SET_SEARCH_PARAMS } from "./tier-set-search-params.ts";

type TierSetTableProps = { rows: readonly TierSetRow[]; total: TableTotal; mayChange: boolean };

export function TierSetTable(props: TierSetTableProps) {
  return (
    <ListTable
      {...props}
      label="Tier sets"
      noun={noun}
      href="/settings/programme/tiers"
      searchParams={TIER_SET_SEARCH_PARAMS}
      columns={COLUMNS}
      rowId={rowId}
      empty={EMPTY}
      addLabel="Add tier set"
    />
  );
}

const noun = { one: "tier set", many: "tier sets" };
const rowId = (row: TierSetRow) => row.id;
const EMPTY = {
  icon: <Layers />,
  title: "No tiers yet",
  description:
    "Members move up through the tiers of a set by what they earn or spend. Without a set nobody has a tier.",
};

const COLUMNS: readonly DataTableColumn<TierSetRow>[] = [
  {
    id: "name",
    header: "Tier set",
    cell: (row) => <span className="block truncate">{row.name}</span>,
    sortable: true,
    filter: { kind: "text" },
    card: "title",
    className: "sm:max-w-0 sm:min-w-40",
  },
  {
    id: "tiers",
    header: "Tiers",
    cell: (row) => <span className="block truncate">{row.tiers.join(", ")}</span>,
    className: "sm:max-w-0 sm:min-w-52",
  },
  {
    id: "reachedBy",
    header: "Reached by",
    cell: (row) => <span className="block truncate">{row.reachedBy}</span>,
    className: "sm:max-w-0 sm:min-w-44",
  },
  {
    id: "downgrade",
    header: "Moving down",
    cell: (row) => <span className="block truncate">{row.downgrade}</span>,
    className: "sm:max-w-0 sm:min-w-44",
  },
  {
    id: "active",
    header: "Status",
    cell: (row) => <ActiveStatus isActive={row.isActive} />,
    filter: { kind: "boolean", trueLabel: "Active", falseLabel: "Not active" },
    width: "9rem",
  },
];
