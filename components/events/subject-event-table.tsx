"use client";

import { Radio } from "lucide-react";
import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataTableColumn } from "#components/data-table/table-types.ts";
import { useTableUrlState } from "#components/data-table/use-table-url-state.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import type { EventRow } from "#lib/events/schema.ts";
import { DeliveryCounts } from "./delivery-counts.tsx";
import { SUBJECT_EVENT_SEARCH_PARAMS } from "./subject-event-search-params.ts";

type SubjectEventTableProps = {
  rows: readonly EventRow[];
  total: number;
  /** As in "this member". */
  what: string;
};

/** What was published about one thing, newest first; each leads to its deliveries. */
export function SubjectEventTable({ rows, total, what }: SubjectEventTableProps) {
  const table = useTableUrlState(SUBJECT_EVENT_SEARCH_PARAMS);
  return (
    <DataTable
      label="Events"
      columns={COLUMNS}
      rows={rows}
      rowId={rowId}
      rowHref={rowHref}
      total={{ all: total, filtered: total }}
      noun={noun}
      {...table}
      empty={
        <EmptyState
          icon={<Radio />}
          title={`Nothing was published about ${what} yet`}
          description="Events stay here as long as the store keeps them."
        />
      }
    />
  );
}

const noun = { one: "event", many: "events" };
const rowId = (row: EventRow) => row.eventId;
const rowHref = (row: EventRow) => `/events/${row.eventId}`;

const COLUMNS: readonly DataTableColumn<EventRow>[] = [
  {
    id: "event",
    header: "Event",
    cell: (row) => row.eventName,
    card: "title",
    width: "19rem",
    className: "sm:max-w-76 sm:truncate",
  },
  {
    id: "data",
    header: "Data",
    cell: (row) => (
      <code className="block truncate font-mono text-2xs text-muted" title={row.dataStart}>
        {row.dataStart}
      </code>
    ),
    card: "hidden",
    className: "sm:max-w-0 sm:min-w-32",
  },
  {
    id: "deliveries",
    header: "Deliveries",
    cell: (row) => <DeliveryCounts counts={row.deliveries} />,
    width: "13rem",
  },
  { id: "published", header: "Published", cell: (row) => <Time value={row.publishedAt} />, width: "7.5rem" },
];
