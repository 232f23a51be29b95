"use client";

import { type ReactNode, useMemo } from "react";
import { DataTable } from "#components/data-table/data-table.tsx";
import { isActive, isRange } from "#components/data-table/filter-words.ts";
import { type TableUrlState, useTableUrlState } from "#components/data-table/use-table-url-state.ts";
import { Button } from "#components/ui/button.tsx";
import { Time } from "#components/ui/time.tsx";
import type { DeliveryLog as Log, LogEvent, LogRow, WebhookRefDto } from "#lib/deliveries/schema.ts";
import { deliveryLogColumns } from "./delivery-log-columns.tsx";
import { LiveControls, useTail } from "./live-controls.tsx";
import { LOG_SEARCH_PARAMS } from "./log-search-params.ts";
import { useLiveRefresh } from "./use-live-refresh.ts";

type DeliveryLogProps = {
  log: Log;
  events: readonly LogEvent[];
  /** To filter by; left out on the page of one webhook. */
  webhooks?: readonly WebhookRefDto[];
  /** Shown while nothing was ever sent. */
  empty: ReactNode;
};

const NOUN = { one: "delivery", many: "deliveries" };

/** The log, of the whole store or of one webhook. */
export function DeliveryLog({ log, events, webhooks, empty }: DeliveryLogProps) {
  const table = useTableUrlState(LOG_SEARCH_PARAMS);
  const [isTailing, setTailing] = useTail();
  const { refresh, isRefreshing } = useLiveRefresh({ isTailing, dueAtMs: earliestDue(log.rows) });
  const columns = useMemo(() => deliveryLogColumns(events, webhooks ?? null), [events, webhooks]);

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
        rowId={(row) => row.deliveryId}
        rowHref={(row) => `/deliveries/${row.deliveryId}`}
        total={log.total}
        noun={NOUN}
        {...table}
        toolbar={controls}
        empty={
          <>
            <div className="flex px-3 pt-2">{controls}</div>
            {empty}
          </>
        }
      />
      <SearchedTo log={log} table={table} />
    </div>
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
