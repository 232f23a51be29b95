"use client";

import { Ban, RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { runAction } from "#components/console/run-action.ts";
import { SelectionBar } from "#components/data-table/selection-bar.tsx";
import type { RowSelection } from "#components/data-table/use-row-selection.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { toast } from "#components/ui/toast.ts";
import { changeDeliveriesAction } from "#lib/deliveries/actions.ts";
import type { DeliveriesChange, DeliveriesChangeDto, DeliveryLog, LogRow } from "#lib/deliveries/schema.ts";

type Change = DeliveriesChange["change"];

const WORDS: Record<Change, { title: string; done: string; description: string }> = {
  retry: {
    title: "Retry",
    done: "sent again",
    description:
      "What waits for a later attempt is due now. What is over is sent once more, behind what is new; receivers can drop what they have by its id. Tests, and deliveries of deleted webhooks, are left out.",
  },
  cancel: {
    title: "Stop retrying",
    done: "cancelled",
    description:
      "Those that still wait are not sent any more; what is over stays as it is. Each can still be sent by hand later.",
  },
};

type DeliverySelectionProps = {
  selection: RowSelection<LogRow>;
  log: Pick<DeliveryLog, "total" | "filter">;
  isFiltered: boolean;
};

/** Retries or cancels what is chosen, or all that the log's filters let through. */
export function DeliverySelection({ selection, log, isFiltered }: DeliverySelectionProps) {
  const { selected, isWholePage, clear } = selection;
  const [isEverything, setIsEverything] = useState(false);
  const [change, setChange] = useState<Change | null>(null);
  const { filtered, countMax } = log.total;
  const isAll = isEverything && isWholePage;
  const count = isAll ? filtered : selected.length;
  const words = `${count.toLocaleString("en")}${isAll && count >= countMax ? "+" : ""} ${count === 1 ? "delivery" : "deliveries"}`;
  const waiting = selected.filter(({ state, trigger }) => state === "pending" && trigger !== "test").length;
  return (
    <>
      {selected.length > 0 && (
        <SelectionBar
          words={words}
          onClear={() => {
            setIsEverything(false);
            clear();
          }}
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
          <Button size="sm" onClick={() => setChange("retry")}>
            <RotateCw aria-hidden />
            Retry
          </Button>
          <Button size="sm" disabled={!isAll && waiting === 0} onClick={() => setChange("cancel")}>
            <Ban aria-hidden />
            Stop retrying
          </Button>
        </SelectionBar>
      )}
      {change !== null && (
        <BulkDialog
          change={change}
          words={words}
          count={count}
          target={
            isAll
              ? { filter: log.filter, before: null }
              : { deliveryIds: selected.map(({ deliveryId }) => deliveryId) }
          }
          onClose={(isDone) => {
            setChange(null);
            if (isDone) clear();
          }}
        />
      )}
    </>
  );
}

type BulkDialogProps = {
  change: Change;
  words: string;
  count: number;
  target: DeliveriesChange["target"];
  onClose: (isDone: boolean) => void;
};

/** Asks, then works through it step by step: each step is done for good, so it can be stopped at any time. */
function BulkDialog({ change, words, count, target, onClose }: BulkDialogProps) {
  const router = useRouter();
  const [progress, setProgress] = useState<{ lookedAt: number; changed: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [left, setLeft] = useState(target);
  const isStopped = useRef(false);
  const [isRunning, setIsRunning] = useState(false);
  const { title, done, description } = WORDS[change];

  const end = (changed: number) => {
    toast.success(
      `${changed.toLocaleString("en")} ${changed === 1 ? "delivery is" : "deliveries are"} ${done}`,
    );
    router.refresh();
    onClose(true);
  };

  const run = async () => {
    setIsRunning(true);
    setProblem(null);
    isStopped.current = false;
    let { lookedAt, changed } = progress ?? { lookedAt: 0, changed: 0 };
    let next = left;
    for (;;) {
      setProgress({ lookedAt, changed });
      const step = next;
      const outcome = await runAction<DeliveriesChangeDto>(() =>
        changeDeliveriesAction({ change, target: step }),
      );
      if (!outcome.ok || outcome.data === undefined) {
        setProblem(outcome.ok ? "The server gave no answer." : outcome.error.message);
        setLeft(step);
        setIsRunning(false);
        router.refresh();
        return;
      }
      lookedAt += outcome.data.lookedAt;
      changed += outcome.data.changed;
      if (outcome.data.next === null || !("filter" in step) || isStopped.current) return end(changed);
      next = { filter: step.filter, before: outcome.data.next };
    }
  };

  const share = progress === null ? 0 : Math.min(1, progress.lookedAt / Math.max(1, count));
  return (
    <Dialog
      open
      size="sm"
      title={`${title} ${words}?`}
      description={description}
      dismissible={!isRunning}
      onOpenChange={(open) => !open && onClose(false)}
      footer={
        <>
          <Button
            onClick={() => {
              if (isRunning) isStopped.current = true;
              else onClose(false);
            }}
          >
            {isRunning ? "Stop" : "Cancel"}
          </Button>
          <Button
            variant={change === "cancel" ? "danger" : "primary"}
            loading={isRunning}
            onClick={() => void run()}
          >
            {problem === null ? `${title} ${words}` : "Try again"}
          </Button>
        </>
      }
    >
      {(progress !== null || problem !== null) && (
        <div className="grid gap-3">
          {progress !== null && (
            <div aria-live="polite" className="grid gap-1.5">
              <ProgressBar
                label={title}
                value={share}
                valueText={`${progress.lookedAt} looked at`}
                tone="accent"
              />
              <p className="text-xs text-muted tabular">
                {progress.lookedAt.toLocaleString("en")} looked at, {progress.changed.toLocaleString("en")}{" "}
                {done}. Keep this window open; what is done stays done.
              </p>
            </div>
          )}
          {problem !== null && (
            <Alert live tone="danger" title="It stopped here">
              {problem}
            </Alert>
          )}
        </div>
      )}
    </Dialog>
  );
}
