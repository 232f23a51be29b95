"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useMemo, useTransition } from "react";
import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataTableColumn } from "#components/data-table/table-types.ts";
import { useTableUrlState } from "#components/data-table/use-table-url-state.ts";
import { Button } from "#components/ui/button.tsx";
import { pastPresets } from "#components/ui/date-range.ts";
import { Time } from "#components/ui/time.tsx";
import type { EventList, EventRow } from "#lib/events/schema.ts";
import type { EventOption } from "#lib/webhooks/core/event-choice.ts";
import { DeliveryCounts } from "./delivery-counts.tsx";
import { EVENT_SEARCH_PARAMS } from "./event-search-params.ts";

type EventLogProps = {
  list: EventList;
  events: readonly EventOption[];
  /** Shown while nothing was ever published. */
  empty: ReactNode;
};

/** What was published, newest first. */
export function EventLog({ list, events, empty }: EventLogProps) {
  const table = useTableUrlState(EVENT_SEARCH_PARAMS);
  const router = useRouter();
  const [isRefreshing, startRefreshing] = useTransition();
  const columns = useMemo(() => eventColumns(events), [events]);
  const { filters } = table.state;
  const refresh = (
    <Button
      size="sm"
      className="ml-auto"
      loading={isRefreshing}
      onClick={() => startRefreshing(() => router.refresh())}
    >
      <RotateCw aria-hidden className="size-3.5" />
      Refresh
    </Button>
  );
  return (
    <div className="flex flex-col gap-3">
      <DataTable
        label="Events"
        columns={columns}
        rows={list.rows}
        rowId={rowId}
        rowHref={rowHref}
        total={list.total}
        noun={noun}
        {...table}
        toolbar={refresh}
        empty={
          <>
            <div className="flex px-3 pt-2">{refresh}</div>
            {empty}
          </>
        }
      />
      {list.searchedTo !== null && (
        <p className="flex flex-wrap items-center gap-x-2 text-xs text-muted">
          <span>
            Searched back to <Time value={list.searchedTo} format="datetime" precision="second" />.
          </span>
          <Button
            variant="link"
            size="sm"
            className="min-h-6"
            onClick={() =>
              table.onStateChange({
                filters: { ...filters, published: { from: null, to: new Date(list.searchedTo ?? 0) } },
                page: 1,
              })
            }
          >
            Search on from there
          </Button>
        </p>
      )}
    </div>
  );
}

const noun = { one: "event", many: "events" };
const rowId = (row: EventRow) => row.eventId;
const rowHref = (row: EventRow) => `/events/${row.eventId}`;

function eventColumns(events: readonly EventOption[]): DataTableColumn<EventRow>[] {
  return [
    {
      id: "event",
      header: "Event",
      cell: (row) => (
        <>
          {row.eventName}
          <span className="sr-only">, {row.eventId}</span>
        </>
      ),
      filter: {
        kind: "choice",
        options: events.map(({ name, category }) => ({ value: name, label: name, group: category })),
      },
      card: "title",
      width: "17rem",
      className: "sm:max-w-68 sm:truncate",
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
    {
      id: "id",
      header: "Event id",
      cell: (row) => (
        <code className="block truncate font-mono text-2xs text-muted" title={row.eventId}>
          {row.eventId}
        </code>
      ),
      filter: { kind: "text", placeholder: "Event id or messageId" },
      width: "9rem",
      className: "sm:max-w-36",
      card: "hidden",
    },
    {
      id: "published",
      header: "Published",
      cell: (row) => <Time value={row.publishedAt} />,
      filter: { kind: "date-range", presets: pastPresets },
      width: "7.5rem",
    },
  ];
}
