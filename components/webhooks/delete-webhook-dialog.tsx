"use client";

import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { type WebhookRow, webhookName } from "./webhook-row.ts";

type DeleteWebhookDialogProps = {
  row: Pick<WebhookRow, "eventNames" | "eventCount" | "url">;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onConfirm: () => Promise<void>;
};

export function DeleteWebhookDialog({ row, open, onOpenChange, onConfirm }: DeleteWebhookDialogProps) {
  const { eventNames, eventCount, url } = row;
  const rest = eventCount - eventNames.length;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Delete the webhook ${eventCount === 1 ? "" : "for "}${webhookName(row)}?`}
      description={
        <>
          Nothing more is sent to <span className="font-mono text-xs break-all text-foreground">{url}</span>.
          Deliveries that still wait are cancelled; what was sent stays in the log. This cannot be undone.
        </>
      }
      confirmLabel="Delete webhook"
      onConfirm={onConfirm}
    >
      {eventCount > 1 && (
        <p className="text-xs text-muted [overflow-wrap:anywhere]">
          {eventNames.join(", ")}
          {rest > 0 && ` and ${rest} more`}
        </p>
      )}
    </ConfirmDialog>
  );
}
