"use client";

import { Gift } from "lucide-react";
import { ListTable } from "#components/data-table/list-table.tsx";
import type { DataTableColumn, TableTotal } from "#components/data-table/table-types.ts";
import { ActiveStatus } from "#components/programme/active-status.tsx";
import { amountWords } from "#components/programme/amount-words.ts";
import { Dash } from "#components/programme/dash.tsx";
import { pastPresets } from "#components/ui/date-range.ts";
import { Time } from "#components/ui/time.tsx";
import { REWARD_TYPES } from "#lib/loyalty/rewards/constants.ts";
import type { RewardRow } from "./reward-row.ts";
import { REWARD_SEARCH_PARAMS } from "./reward-search-params.ts";
import { REWARD_TYPE_WORDS } from "./reward-words.ts";

type RewardTableProps = { rows: readonly RewardRow[]; total: TableTotal; mayChange: boolean };

export function RewardTable(props: RewardTableProps) {
  return (
    <ListTable
      {...props}
      label="Rewards"
      noun={noun}
      href="/rewards"
      searchParams={REWARD_SEARCH_PARAMS}
      columns={COLUMNS}
      rowId={rowId}
      empty={EMPTY}
      addLabel="Add reward"
    />
  );
}

const noun = { one: "reward", many: "rewards" };
const rowId = (row: RewardRow) => row.id;
const EMPTY = {
  icon: <Gift />,
  title: "No rewards yet",
  description: "What members get for their units, or as a gift of a campaign: coupons and things.",
};

const COLUMNS: readonly DataTableColumn<RewardRow>[] = [
  {
    id: "name",
    header: "Name",
    cell: (row) => <span className="block truncate">{row.name}</span>,
    sortable: true,
    filter: { kind: "text" },
    card: "title",
    className: "sm:max-w-0 sm:min-w-44",
  },
  {
    id: "reward",
    header: "Type",
    cell: (row) => REWARD_TYPE_WORDS[row.type],
    filter: {
      kind: "choice",
      options: REWARD_TYPES.map((type) => ({ value: type, label: REWARD_TYPE_WORDS[type] })),
    },
    width: "11rem",
  },
  {
    id: "costInPoints",
    header: "Costs",
    cell: (row) =>
      row.costInPoints === null ? (
        <Dash />
      ) : (
        <span className="whitespace-nowrap tabular">{amountWords(row.costInPoints)} units</span>
      ),
    sortable: true,
    align: "end",
    width: "8rem",
  },
  {
    id: "left",
    header: "Left",
    cell: (row) =>
      row.left === null ? (
        <span className="text-muted">No limit</span>
      ) : (
        <span className="tabular">{row.left.toLocaleString("en")}</span>
      ),
    align: "end",
    width: "7rem",
  },
  {
    id: "active",
    header: "Status",
    cell: (row) => <ActiveStatus isActive={row.isActive} />,
    filter: { kind: "boolean", trueLabel: "Active", falseLabel: "Not active" },
    width: "8rem",
  },
  {
    id: "createdAt",
    header: "Created",
    cell: (row) => <Time value={row.createdAt} format="date" />,
    sortable: true,
    sortDescFirst: true,
    filter: { kind: "date-range", presets: pastPresets },
    width: "8rem",
  },
];
