"use client";

import { Ban, RotateCw } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { SelectionBar } from "#components/data-table/selection-bar.tsx";
import type { RowSelection } from "#components/data-table/use-row-selection.tsx";
import { Button } from "#components/ui/button.tsx";
import { Fetched } from "#components/ui/on-demand.tsx";
import type { DeliveriesChange, DeliveryLog, LogRow } from "#lib/deliveries/schema.ts";

const loadDialog = () => import("./delivery-bulk-dialog.tsx").then((module) => module.DeliveryBulkDialog);

/** As it was when it was asked: the page behind is drawn anew meanwhile, in another store when that was switched. */
type Asked = Omit<ComponentProps<Awaited<ReturnType<typeof loadDialog>>>, "onClose">;

type DeliverySelectionProps = {
  selection: RowSelection<LogRow>;
  log: Pick<DeliveryLog, "total" | "filter" | "storeCode">;
  isFiltered: boolean;
};

/** Retries or cancels what is chosen, or all that the log's filters let through. */
export function DeliverySelection({ selection, log, isFiltered }: DeliverySelectionProps) {
  const { selected, isWholePage, selectPage, clear } = selection;
  const [isEverything, setIsEverything] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { filtered, countMax } = log.total;
  const isAll = isEverything && isWholePage;
  const count = isAll ? filtered : selected.length;
  const words = `${count.toLocaleString("en")}${isAll && count >= countMax ? "+" : ""} ${count === 1 ? "delivery" : "deliveries"}`;
  const waiting = selected.filter(({ state, trigger }) => state === "pending" && trigger !== "test").length;
  const ask = (change: DeliveriesChange["change"]) =>
    setAsked({
      storeCode: log.storeCode,
      change,
      words,
      count,
      target: isAll
        ? { filter: log.filter, before: null }
        : { deliveryIds: selected.map(({ deliveryId }) => deliveryId) },
    });
  return (
    <>
      {selected.length > 0 && (
        <SelectionBar
          words={words}
          onClear={() => {
            setIsEverything(false);
            clear();
          }}
          onSelectPage={isWholePage ? null : selectPage}
          more={
            isWholePage &&
            !isAll &&
            filtered > selected.length && (
              <Button variant="link" size="sm" className="min-h-6" onClick={() => setIsEverything(true)}>
                Select all {filtered.toLocaleString("en")}
                {filtered >= countMax && "+"} {isFiltered ? "that match" : "of the log"}
              </Button>
            )
          }
        >
          <Button size="sm" onClick={() => ask("retry")}>
            <RotateCw aria-hidden />
            Retry
          </Button>
          <Button size="sm" disabled={!isAll && waiting === 0} onClick={() => ask("cancel")}>
            <Ban aria-hidden />
            Stop retrying
          </Button>
        </SelectionBar>
      )}
      {asked !== null && (
        <Fetched load={loadDialog} isWanted onAway={() => setAsked(null)}>
          {(BulkDialog) => (
            <BulkDialog
              {...asked}
              onClose={(isDone) => {
                setAsked(null);
                if (isDone) clear();
              }}
            />
          )}
        </Fetched>
      )}
    </>
  );
}
