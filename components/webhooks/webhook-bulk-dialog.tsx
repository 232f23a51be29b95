"use client";

import { type ActionOutcome, runAction } from "#components/console/run-action.ts";
import { type Step, StepwiseDialog } from "#components/console/stepwise-dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { changeSubscriptionsAction } from "#lib/webhooks/actions.ts";
import type { BulkChange, BulkResultDto } from "#lib/webhooks/schema.ts";
import { BULK_QUESTIONS, DONE } from "./webhook-bulk-words.ts";

type WebhookBulkDialogProps = {
  storeCode: string;
  change: BulkChange["change"];
  /** The list's conditions, in its query language. */
  matching: string;
  count: number;
  onClose: (isDone: boolean) => void;
};

/** Pauses, resumes or deletes, step by step, all webhooks that the list's filters let through. */
export function WebhookBulkDialog({ storeCode, change, matching, count, onClose }: WebhookBulkDialogProps) {
  const { what, description, others } = BULK_QUESTIONS[change];
  const step = async (before: string | null): Promise<ActionOutcome<Step>> => {
    const outcome = await runAction<BulkResultDto>(() =>
      changeSubscriptionsAction({ storeCode, change: { change, target: { matching, before } } }),
    );
    if (!outcome.ok || outcome.data === undefined)
      return outcome.ok ? { ok: true, data: undefined } : outcome;
    const { changed, unchanged, failed, next } = outcome.data;
    const lookedAt = changed.length + unchanged.length + failed.length;
    return { ok: true, data: { lookedAt, changed: changed.length, next } };
  };
  return (
    <StepwiseDialog
      title={what}
      words={webhookCount(count)}
      description={`${description} ${others}`}
      tone={change === "delete" ? "danger" : "primary"}
      count={count}
      done={DONE[change].toLowerCase()}
      step={step}
      onEnd={({ lookedAt, changed }, stopped) => {
        const left = lookedAt - changed;
        const stayed = left === 0 ? null : `${webhookCount(left)} stayed as before. ${others}`;
        toast.success(`${DONE[change]} ${webhookCount(changed)}`, {
          description: [stopped, stayed].filter((words) => words !== null).join(" ") || undefined,
        });
        onClose(true);
      }}
      onClose={() => onClose(false)}
    />
  );
}

function webhookCount(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "webhook" : "webhooks"}`;
}
