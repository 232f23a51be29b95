"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { parseAsString, useQueryState } from "nuqs";
import { type ReactNode, useCallback, useMemo } from "react";
import { ColumnFilterPopover } from "#components/data-table/column-filter.tsx";
import { DataTable } from "#components/data-table/data-table.tsx";
import { isActive, isRange } from "#components/data-table/filter-words.ts";
import type { FilterValue } from "#components/data-table/table-types.ts";
import { useRowSelection } from "#components/data-table/use-row-selection.tsx";
import { type TableUrlState, useTableUrlState } from "#components/data-table/use-table-url-state.ts";
import { Button } from "#components/ui/button.tsx";
import { Fetched } from "#components/ui/on-demand.tsx";
import { Time } from "#components/ui/time.tsx";
import type { DeliveryLog as Log, LogEvent, LogRow, WebhookRefDto } from "#lib/deliveries/schema.ts";
import { DeliverySelection } from "./delivery-bulk.tsx";
import { deliveryLogColumns, HIDDEN_COLUMNS, ID_FILTER } from "./delivery-log-columns.tsx";
import type { OpenedDelivery } from "./delivery-sheet.tsx";
import { LiveControls, useTail } from "./live-controls.tsx";
import { LOG_SEARCH_PARAMS, OPENED_PARAM } from "./log-search-params.ts";
import { useLiveRefresh } from "./use-live-refresh.ts";

const loadSheet = () => import("./delivery-sheet.tsx").then((module) => module.DeliverySheet);

type DeliveryLogProps = {
  log: Log;
  events: readonly LogEvent[];
  /** To filter by; left out on the page of one webhook. */
  webhooks?: readonly WebhookRefDto[];
  /** Shown while nothing was ever sent. */
  empty: ReactNode;
  /** Rows can be chosen, to be retried or cancelled together. */
  mayChange?: boolean;
  /** The delivery that the address asks for, as `openedDelivery` has laid it out. */
  opened: OpenedDelivery | null;
};

const NOUN = { one: "delivery", many: "deliveries" };

/** The log, of the whole store or of one webhook. */
export function DeliveryLog({ log, events, webhooks, empty, mayChange = false, opened }: DeliveryLogProps) {
  const table = useTableUrlState(LOG_SEARCH_PARAMS);
  const [isTailing, setTailing] = useTail();
  const { refresh, isRefreshing } = useLiveRefresh({ isTailing, dueAtMs: earliestDue(log.rows) });
  const [openedId, setOpenedId] = useOpenedDelivery();
  const rowHref = useRowHref();
  const selection = useRowSelection(log.rows, rowId, rowLabel);
  const columns = useMemo(() => {
    const base = deliveryLogColumns(events, webhooks ?? null);
    return mayChange ? [selection.column, ...base] : base;
  }, [events, webhooks, mayChange, selection.column]);

  const controls = (
    <LiveControls
      isTailing={isTailing}
      onTailingChange={(next) => void setTailing(next)}
      isRefreshing={isRefreshing}
      onRefresh={refresh}
    />
  );
  return (
    <div className="flex flex-col gap-3">
      <DataTable
        label="Deliveries"
        columns={columns}
        rows={log.rows}
        rowId={rowId}
        rowHref={rowHref}
        isRowInPlace
        total={log.total}
        noun={NOUN}
        {...table}
        toolbar={
          <>
            <span className="flex h-7 items-center gap-0.5 rounded-md border border-control bg-surface pr-0.5 pl-2.5 text-xs font-medium max-sm:hidden">
              Delivery id
              <ColumnFilterPopover
                label="Id"
                filter={ID_FILTER}
                value={table.state.filters.id ?? null}
                onValueChange={(id) =>
                  table.onStateChange({ filters: { ...table.state.filters, id: trimmed(id) }, page: 1 })
                }
              />
            </span>
            {controls}
          </>
        }
        hiddenColumns={HIDDEN_COLUMNS}
        empty={
          <>
            <div className="flex px-3 pt-2">{controls}</div>
            {empty}
          </>
        }
      />
      <SearchedTo log={log} table={table} />
      {mayChange && (
        <DeliverySelection
          selection={selection}
          log={log}
          isFiltered={Object.values(table.state.filters).some(isActive)}
        />
      )}
      <Fetched load={loadSheet} isWanted={openedId !== null} onAway={() => void setOpenedId(null)}>
        {(DeliverySheet) => (
          <DeliverySheet
            openedId={openedId}
            opened={opened}
            ids={log.rows.map(rowId)}
            onOpen={(id) => void setOpenedId(id, { shallow: id === null })}
          />
        )}
      </Fetched>
    </div>
  );
}

const trimmed = (value: FilterValue | null) => (typeof value === "string" ? value.trim() : value);
const rowId = (row: LogRow) => row.deliveryId;
const rowLabel = (row: LogRow) => `${row.eventName}, delivery ${row.deliveryId}`;

/** Closing it asks nothing of the server: the log is there. */
function useOpenedDelivery() {
  return useQueryState(OPENED_PARAM, parseAsString.withOptions({ history: "replace", scroll: false }));
}

/** The same page with the delivery open beside it. */
function useRowHref() {
  const pathname = usePathname();
  const search = useSearchParams().toString();
  return useCallback(
    ({ deliveryId }: LogRow) => {
      const parameters = new URLSearchParams(search);
      parameters.set(OPENED_PARAM, deliveryId);
      return `${pathname}?${parameters}`;
    },
    [pathname, search],
  );
}

/** A filter that little meets is searched for in steps: where this one ended, and the way on. */
function SearchedTo({ log: { searchedTo }, table }: { log: Log; table: TableUrlState }) {
  const { filters, sort } = table.state;
  if (searchedTo === null || !Object.values(filters).some(isActive)) return null;
  const isOldestFirst = sort?.desc === false;
  const given = filters.created ?? "";
  const { from, to } = isRange(given) ? given : { from: null, to: null };
  const end = new Date(searchedTo);
  const rest = isOldestFirst ? { from: new Date(end.getTime() + 1), to } : { from, to: end };
  return (
    <p className="flex items-center gap-2 text-xs text-muted">
      <span>
        {isOldestFirst ? "Searched up to" : "Searched back to"}{" "}
        <Time value={searchedTo} format="datetime" precision="second" />.
      </span>
      <Button
        variant="link"
        size="sm"
        className="min-h-6"
        onClick={() => table.onStateChange({ filters: { ...filters, created: rest }, page: 1 })}
      >
        Search on from there
      </Button>
    </p>
  );
}

/** What a paused or disabled webhook owes is not due, whatever its time. */
function earliestDue(rows: readonly LogRow[]): number | null {
  const times = rows.flatMap(({ dueAt, webhook, hold }) =>
    dueAt !== null && webhook?.state === "active" ? [Date.parse(hold?.until ?? dueAt)] : [],
  );
  return times.length === 0 ? null : Math.min(...times);
}
