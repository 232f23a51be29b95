"use client";

import { Zap } from "lucide-react";
import { ListTable } from "#components/data-table/list-table.tsx";
import type { DataTableColumn, TableTotal } from "#components/data-table/table-types.ts";
import { ActiveStatus } from "#components/programme/active-status.tsx";
import { Dash } from "#components/programme/dash.tsx";
import { pastPresets } from "#components/ui/date-range.ts";
import { Time } from "#components/ui/time.tsx";
import type { CustomEventSchemaDto } from "#lib/loyalty/custom-events/schema.ts";
import { CUSTOM_EVENT_SEARCH_PARAMS } from "./custom-event-search-params.ts";

type CustomEventTableProps = {
  rows: readonly CustomEventSchemaDto[];
  total: TableTotal;
  mayChange: boolean;
};

export function CustomEventTable(props: CustomEventTableProps) {
  return (
    <ListTable
      {...props}
      label="Custom events"
      noun={noun}
      href="/settings/programme/custom-events"
      searchParams={CUSTOM_EVENT_SEARCH_PARAMS}
      columns={COLUMNS}
      rowId={rowId}
      empty={EMPTY}
      addLabel="Add custom event"
    />
  );
}

const noun = { one: "custom event", many: "custom events" };
const rowId = (row: CustomEventSchemaDto) => row.eventType;
const EMPTY = {
  icon: <Zap />,
  title: "No custom events yet",
  description:
    "What members do elsewhere, such as opening an app or visiting a shop, comes in as custom events. Describe a type first; then campaigns and achievements can count it.",
};

const COLUMNS: readonly DataTableColumn<CustomEventSchemaDto>[] = [
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
    id: "eventType",
    header: "Type",
    cell: (row) => <span className="block truncate font-mono text-xs">{row.eventType}</span>,
    sortable: true,
    filter: { kind: "text" },
    className: "sm:max-w-0 sm:min-w-36",
  },
  {
    id: "fields",
    header: "Fields",
    cell: ({ schema: { fields } }) =>
      fields.length === 0 ? (
        <Dash />
      ) : (
        <span className="block truncate">{fields.map(({ name }) => name).join(", ")}</span>
      ),
    className: "sm:max-w-0 sm:min-w-44",
  },
  {
    id: "active",
    header: "Status",
    cell: (row) => <ActiveStatus isActive={row.active} />,
    filter: { kind: "boolean", trueLabel: "Active", falseLabel: "Not active" },
    width: "9rem",
  },
  {
    id: "createdAt",
    header: "Created",
    cell: (row) => <Time value={row.createdAt} format="date" />,
    sortable: true,
    sortDescFirst: true,
    filter: { kind: "date-range", presets: pastPresets },
    width: "9rem",
  },
];
