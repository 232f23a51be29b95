"use client";

import { Plus, Webhook } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { toast } from "sonner";
import { type ActionOutcome, runAction } from "#components/console/run-action.ts";
import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataTableColumn, TableTotal } from "#components/data-table/table-types.ts";
import { useTableUrlState } from "#components/data-table/use-table-url-state.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { DeleteWebhookDialog } from "#components/webhooks/delete-webhook-dialog.tsx";
import { webhookColumns } from "#components/webhooks/webhook-columns.tsx";
import { type WebhookRow, webhookName } from "#components/webhooks/webhook-row.ts";
import { WebhookRowMenu } from "#components/webhooks/webhook-row-menu.tsx";
import {
  deleteSubscriptionAction,
  pauseSubscriptionAction,
  resumeSubscriptionAction,
} from "#lib/webhooks/actions.ts";
import type { EventOption } from "#lib/webhooks/core/event-choice.ts";
import { webhookListParams } from "./search-params.ts";

type WebhookTableProps = {
  rows: readonly WebhookRow[];
  total: TableTotal;
  events: readonly EventOption[];
  mayChange: boolean;
};

export function WebhookTable({ rows, total, events, mayChange }: WebhookTableProps) {
  const urlState = useTableUrlState(webhookListParams);
  const router = useRouter();
  // Kept after the dialog is closed: it goes out of sight with its words.
  const [doomed, setDoomed] = useState<WebhookRow | null>(null);
  const [isDeleting, setIsDeleting] = useState(false);

  const columns = useMemo<DataTableColumn<WebhookRow>[]>(() => {
    const report = (outcome: ActionOutcome<unknown>, row: WebhookRow, done: string, failed: string) => {
      reportOutcome(outcome, row, done, failed);
      router.refresh();
    };
    const pause = async (row: WebhookRow) =>
      report(
        await runAction(() => pauseSubscriptionAction({ webhookSubscriptionId: row.id })),
        row,
        "The webhook is paused: its deliveries wait",
        "The webhook was not paused",
      );
    const resume = async (row: WebhookRow) =>
      report(
        await runAction(() => resumeSubscriptionAction({ webhookSubscriptionId: row.id })),
        row,
        "The webhook is active again",
        "The webhook was not resumed",
      );
    const base = webhookColumns(events);
    if (!mayChange) return base;
    return [
      ...base,
      {
        id: "actions",
        header: "Actions",
        hideHeader: true,
        align: "end",
        width: "3rem",
        card: "corner",
        cell: (row) => (
          <WebhookRowMenu
            row={row}
            onPause={(target) => void pause(target)}
            onResume={(target) => void resume(target)}
            onDelete={(target) => {
              setDoomed(target);
              setIsDeleting(true);
            }}
          />
        ),
      },
    ];
  }, [events, mayChange, router]);

  const remove = async (row: WebhookRow) => {
    const outcome = await runAction(() => deleteSubscriptionAction({ webhookSubscriptionId: row.id }));
    reportOutcome(outcome, row, "The webhook is deleted", "The webhook was not deleted");
    router.refresh();
  };

  return (
    <>
      <DataTable
        label="Webhooks"
        columns={columns}
        rows={rows}
        rowId={rowId}
        total={total}
        noun={noun}
        {...urlState}
        rowHref={rowHref}
        empty={
          <EmptyState
            icon={<Webhook />}
            title="No webhooks yet"
            description={
              mayChange
                ? "Add one to be told at a URL of yours when something happens in the programme: points, tiers, purchases, rewards, members."
                : "Nobody is told yet when something happens in the programme. An administrator who may change webhooks can add one."
            }
            actions={
              mayChange && (
                <ButtonLink href="/settings/webhooks/new" variant="primary">
                  <Plus aria-hidden />
                  Add New Webhook
                </ButtonLink>
              )
            }
          />
        }
      />
      {doomed && (
        <DeleteWebhookDialog
          row={doomed}
          open={isDeleting}
          onOpenChange={setIsDeleting}
          onConfirm={() => remove(doomed)}
        />
      )}
    </>
  );
}

const noun = { one: "webhook", many: "webhooks" };
const rowId = (row: WebhookRow) => row.id;
const rowHref = (row: WebhookRow) => `/settings/webhooks/${row.id}`;

function reportOutcome(outcome: ActionOutcome<unknown>, row: WebhookRow, done: string, failed: string): void {
  if (outcome.ok) toast.success(done, { description: `${webhookName(row)}, ${row.url}` });
  else toast.error(failed, { description: outcome.error.message });
}
