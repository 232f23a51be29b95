"use client";

import { Pause, Play, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ComponentProps, useMemo, useState } from "react";
import { type ActionOutcome, runAction } from "#components/console/run-action.ts";
import { SelectionBar } from "#components/data-table/selection-bar.tsx";
import type { RowSelection } from "#components/data-table/use-row-selection.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Fetched } from "#components/ui/on-demand.tsx";
import { toast } from "#components/ui/toast.ts";
import { changeSubscriptionsAction } from "#lib/webhooks/actions.ts";
import type { BulkChange, BulkResultDto } from "#lib/webhooks/schema.ts";
import { BULK_QUESTIONS, DONE } from "./webhook-bulk-words.ts";
import { type WebhookRow, webhookName } from "./webhook-row.ts";

const loadDialog = () => import("./webhook-bulk-dialog.tsx").then((module) => module.WebhookBulkDialog);

type Change = BulkChange["change"];

const NOT_DONE: Record<Change, string> = { pause: "paused", resume: "resumed", delete: "deleted" };
const UNDONE_BY: Partial<Record<Change, Change>> = { pause: "resume", resume: "pause" };

/** "the webhook TierChanged", "3 webhooks" */
function words(rows: readonly WebhookRow[]): string {
  const [first] = rows;
  return rows.length === 1 && first !== undefined ? webhookName(first) : `${rows.length} webhooks`;
}

/** Changes of one or several webhooks, with what came of them as a message, and a way back where there is one. */
export function useWebhookChanges(storeCode: string) {
  const router = useRouter();
  return useMemo(() => {
    const tell = (change: Change, rows: readonly WebhookRow[], result: BulkResultDto) => {
      const changed = rows.filter(({ id }) => result.changed.includes(id));
      const reverse = UNDONE_BY[change];
      // What was disabled was resumed; "paused" would not be where it came from.
      const canUndo = reverse !== undefined && !changed.some(({ state }) => state === "disabled");
      if (changed.length > 0) {
        toast.success(`${DONE[change]} ${words(changed)}`, {
          description: changed.length === 1 ? changed[0]?.url : undefined,
          ...(canUndo
            ? { action: { label: "Undo", onClick: () => void run(reverse, changed.map(withoutVersion)) } }
            : {}),
        });
      } else if (result.failed.length === 0) {
        toast.info("There was nothing to change", { description: "Somebody else was quicker." });
      }
      for (const { webhookSubscriptionId, message } of result.failed) {
        const row = rows.find(({ id }) => id === webhookSubscriptionId);
        toast.error(`${row === undefined ? "A webhook" : webhookName(row)} was not ${NOT_DONE[change]}`, {
          description: message,
        });
      }
    };

    const run = async (change: Change, rows: readonly Changeable[]): Promise<boolean> => {
      const webhooks = rows.map(({ id, expectedVersion }) => ({
        webhookSubscriptionId: id,
        ...(expectedVersion === null ? {} : { expectedVersion }),
      }));
      const outcome = await runAction(() =>
        changeSubscriptionsAction({ storeCode, change: { change, target: { webhooks } } }),
      );
      if (outcome.ok && outcome.data !== undefined)
        tell(
          change,
          rows.map(({ row }) => row),
          outcome.data,
        );
      else if (!outcome.ok) {
        toast.error(`Nothing was ${NOT_DONE[change]}`, { description: outcome.error.message });
      }
      router.refresh();
      return outcome.ok;
    };

    return {
      /** True when the server took the request, whatever became of each. */
      change: (change: Change, rows: readonly WebhookRow[]) =>
        run(
          change,
          rows.map((row) => ({ id: row.id, row, expectedVersion: row.version })),
        ),
      /** The message about a change of one that was made by itself. */
      report: (change: Change, rows: readonly WebhookRow[], outcome: ActionOutcome<unknown>) => {
        if (outcome.ok) {
          tell(change, rows, {
            changed: rows.map(({ id }) => id),
            unchanged: [],
            failed: [],
            next: null,
          });
        } else {
          toast.error(`${words(rows)} was not ${NOT_DONE[change]}`, { description: outcome.error.message });
        }
      },
    };
  }, [router, storeCode]);
}

type Changeable = { id: string; row: WebhookRow; expectedVersion: number | null };

/** Its version has risen with the change that is taken back. */
const withoutVersion = (row: WebhookRow): Changeable => ({ id: row.id, row, expectedVersion: null });

const NAMED_MAX = 8;

/** As it was when it was asked: the page behind is drawn anew meanwhile, in another store when that was switched. */
type AskedOfAll = Omit<ComponentProps<Awaited<ReturnType<typeof loadDialog>>>, "onClose">;

type WebhookSelectionProps = {
  storeCode: string;
  selection: RowSelection<WebhookRow>;
  changes: ReturnType<typeof useWebhookChanges>;
  /** How many the list's filters let through, and its conditions in the query language. */
  filtered: number;
  matching: string;
};

/** Pause, resume and delete what is chosen, after a question that names it, or all that match. */
export function WebhookSelection({
  storeCode,
  selection,
  changes,
  filtered,
  matching,
}: WebhookSelectionProps) {
  const { selected, isWholePage, selectPage, clear } = selection;
  const [asked, setAsked] = useState<{ change: Change; rows: readonly WebhookRow[] } | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [isEverything, setIsEverything] = useState(false);
  const [askedOfAll, setAskedOfAll] = useState<AskedOfAll | null>(null);
  const isAll = isEverything && isWholePage;
  const active = selected.filter(({ state }) => state === "active");
  const resting = selected.filter(({ state }) => state !== "active");
  const ask = (change: Change, rows: readonly WebhookRow[]) => {
    if (isAll) {
      setAskedOfAll({ storeCode, change, matching, count: filtered });
      return;
    }
    setAsked({ change, rows });
    setIsOpen(true);
  };
  const count = isAll ? filtered : selected.length;
  const counted = (rows: readonly WebhookRow[]) => (isAll ? "" : ` ${rows.length}`);
  const clearAll = () => {
    setIsEverything(false);
    clear();
  };
  return (
    <>
      {selected.length > 0 && (
        <SelectionBar
          words={`${count.toLocaleString("en")} webhook${count === 1 ? "" : "s"}`}
          onClear={clearAll}
          onSelectPage={isWholePage ? null : selectPage}
          more={
            isWholePage &&
            !isAll &&
            filtered > selected.length && (
              <Button variant="link" size="sm" className="min-h-6" onClick={() => setIsEverything(true)}>
                Select all {filtered.toLocaleString("en")} {matching === "" ? "of the list" : "that match"}
              </Button>
            )
          }
        >
          <Button size="sm" disabled={!isAll && active.length === 0} onClick={() => ask("pause", active)}>
            <Pause aria-hidden />
            Pause{counted(active)}
          </Button>
          <Button size="sm" disabled={!isAll && resting.length === 0} onClick={() => ask("resume", resting)}>
            <Play aria-hidden />
            Resume{counted(resting)}
          </Button>
          <Button size="sm" variant="danger" onClick={() => ask("delete", selected)}>
            <Trash2 aria-hidden />
            Delete{counted(selected)}
          </Button>
        </SelectionBar>
      )}
      {askedOfAll !== null && (
        <Fetched load={loadDialog} isWanted onAway={() => setAskedOfAll(null)}>
          {(BulkDialog) => (
            <BulkDialog
              {...askedOfAll}
              onClose={(isDone) => {
                setAskedOfAll(null);
                if (isDone) clearAll();
              }}
            />
          )}
        </Fetched>
      )}
      {asked && (
        <ConfirmDialog
          open={isOpen}
          onOpenChange={setIsOpen}
          tone={asked.change === "delete" ? "danger" : "primary"}
          title={`${BULK_QUESTIONS[asked.change].what} ${words(asked.rows)}?`}
          description={BULK_QUESTIONS[asked.change].description}
          confirmLabel={`${BULK_QUESTIONS[asked.change].what} ${words(asked.rows)}`}
          onConfirm={async () => {
            if (await changes.change(asked.change, asked.rows)) clear();
          }}
        >
          <ul className="grid gap-1 text-xs">
            {asked.rows.slice(0, NAMED_MAX).map((row) => (
              <li key={row.id} className="min-w-0">
                <span className="font-medium">{webhookName(row)}</span>{" "}
                <span className="font-mono text-muted [overflow-wrap:anywhere]">{row.url}</span>
              </li>
            ))}
            {asked.rows.length > NAMED_MAX && (
              <li className="text-muted">and {asked.rows.length - NAMED_MAX} more</li>
            )}
          </ul>
        </ConfirmDialog>
      )}
    </>
  );
}
