"use client";

import { Pause, Play, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { type ActionOutcome, runAction } from "#components/console/run-action.ts";
import { SelectionBar } from "#components/data-table/selection-bar.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { changeSubscriptionsAction } from "#lib/webhooks/actions.ts";
import type { BulkChange, BulkResultDto } from "#lib/webhooks/schema.ts";
import { type WebhookRow, webhookName } from "./webhook-row.ts";

type Change = BulkChange["change"];

const DONE: Record<Change, string> = { pause: "Paused", resume: "Resumed", delete: "Deleted" };
const NOT_DONE: Record<Change, string> = { pause: "paused", resume: "resumed", delete: "deleted" };
const UNDONE_BY: Partial<Record<Change, Change>> = { pause: "resume", resume: "pause" };

/** "the webhook TierChanged", "3 webhooks" */
function words(rows: readonly WebhookRow[]): string {
  const [first] = rows;
  return rows.length === 1 && first !== undefined ? webhookName(first) : `${rows.length} webhooks`;
}

/** Changes of one or several webhooks, with what came of them as a message, and a way back where there is one. */
export function useWebhookChanges() {
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
      const outcome = await runAction(() => changeSubscriptionsAction({ change, webhooks }));
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
          tell(change, rows, { changed: rows.map(({ id }) => id), unchanged: [], failed: [] });
        } else {
          toast.error(`${words(rows)} was not ${NOT_DONE[change]}`, { description: outcome.error.message });
        }
      },
    };
  }, [router]);
}

type Changeable = { id: string; row: WebhookRow; expectedVersion: number | null };

/** Its version has risen with the change that is taken back. */
const withoutVersion = (row: WebhookRow): Changeable => ({ id: row.id, row, expectedVersion: null });

const NAMED_MAX = 8;

const QUESTIONS: Record<Change, { what: string; description: string }> = {
  pause: { what: "Pause", description: "Their deliveries wait until they are resumed." },
  resume: {
    what: "Resume",
    description: "What waited for them is sent at a limited pace. Failures so far are forgotten.",
  },
  delete: {
    what: "Delete",
    description:
      "Nothing more is sent to them. Deliveries that still wait are cancelled; what was sent stays in the log. This cannot be undone.",
  },
};

type WebhookSelectionProps = {
  selected: readonly WebhookRow[];
  onClear: () => void;
  changes: ReturnType<typeof useWebhookChanges>;
};

/** Pause, resume and delete what is chosen, after a question that names it. */
export function WebhookSelection({ selected, onClear, changes }: WebhookSelectionProps) {
  const [asked, setAsked] = useState<{ change: Change; rows: readonly WebhookRow[] } | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const active = selected.filter(({ state }) => state === "active");
  const resting = selected.filter(({ state }) => state !== "active");
  const ask = (change: Change, rows: readonly WebhookRow[]) => {
    setAsked({ change, rows });
    setIsOpen(true);
  };
  return (
    <>
      {selected.length > 0 && (
        <SelectionBar
          words={`${selected.length} webhook${selected.length === 1 ? "" : "s"}`}
          onClear={onClear}
        >
          <Button size="sm" disabled={active.length === 0} onClick={() => ask("pause", active)}>
            <Pause aria-hidden />
            Pause {active.length}
          </Button>
          <Button size="sm" disabled={resting.length === 0} onClick={() => ask("resume", resting)}>
            <Play aria-hidden />
            Resume {resting.length}
          </Button>
          <Button size="sm" variant="danger" onClick={() => ask("delete", selected)}>
            <Trash2 aria-hidden />
            Delete {selected.length}
          </Button>
        </SelectionBar>
      )}
      {asked && (
        <ConfirmDialog
          open={isOpen}
          onOpenChange={setIsOpen}
          tone={asked.change === "delete" ? "danger" : "primary"}
          title={`${QUESTIONS[asked.change].what} ${words(asked.rows)}?`}
          description={QUESTIONS[asked.change].description}
          confirmLabel={`${QUESTIONS[asked.change].what} ${words(asked.rows)}`}
          onConfirm={async () => {
            if (await changes.change(asked.change, asked.rows)) onClear();
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
