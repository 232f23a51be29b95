"use client";

import { Trophy } from "lucide-react";
import { ListTable } from "#components/data-table/list-table.tsx";
import type { DataTableColumn, TableTotal } from "#components/data-table/table-types.ts";
import { ActiveStatus } from "#components/programme/active-status.tsx";
import { pastPresets } from "#components/ui/date-range.ts";
import { Time } from "#components/ui/time.tsx";
import type { AchievementListDto } from "#lib/loyalty/achievements/schema.ts";
import { ACHIEVEMENT_SEARCH_PARAMS } from "./achievement-search-params.ts";

type Row = AchievementListDto["items"][number];

type AchievementTableProps = { rows: readonly Row[]; total: TableTotal; mayChange: boolean };

export function AchievementTable(props: AchievementTableProps) {
  return (
    <ListTable
      {...props}
      label="Achievements"
      noun={noun}
      href="/achievements"
      searchParams={ACHIEVEMENT_SEARCH_PARAMS}
      columns={COLUMNS}
      rowId={rowId}
      empty={EMPTY}
      addLabel="Add achievement"
    />
  );
}

const noun = { one: "achievement", many: "achievements" };
const rowId = (row: Row) => row.achievementId;
const EMPTY = {
  icon: <Trophy />,
  title: "No achievements yet",
  description:
    "An achievement counts what members do, until they reach a goal: five purchases, or a visit on seven days in a row.",
};

const COLUMNS: readonly DataTableColumn<Row>[] = [
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
    id: "active",
    header: "Status",
    cell: (row) => <ActiveStatus isActive={row.active} />,
    filter: { kind: "boolean", trueLabel: "Active", falseLabel: "Not active" },
    width: "10rem",
  },
  {
    id: "createdAt",
    header: "Created",
    cell: (row) => <Time value={row.createdAt} format="date" />,
    sortable: true,
    sortDescFirst: true,
    filter: { kind: "date-range", presets: pastPresets },
    width: "10rem",
  },
];
