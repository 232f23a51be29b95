"use client";

import { Download, Plus, Webhook } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useMemo, useState } from "react";
import { runAction } from "#components/console/run-action.ts";
import { ColumnMenu, useColumnVisibility } from "#components/data-table/column-menu.tsx";
import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataTableColumn, TableTotal } from "#components/data-table/table-types.ts";
import { useRowSelection } from "#components/data-table/use-row-selection.tsx";
import { useTableUrlState } from "#components/data-table/use-table-url-state.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { buttonVariants } from "#components/ui/button-variants.ts";
import { cn } from "#components/ui/cn.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Fetched } from "#components/ui/on-demand.tsx";
import { useWebhookChanges, WebhookSelection } from "#components/webhooks/webhook-bulk.tsx";
import { OPTIONAL_COLUMNS, webhookColumns } from "#components/webhooks/webhook-columns.tsx";
import { type WebhookRow, webhookName } from "#components/webhooks/webhook-row.ts";
import { WebhookRowMenu } from "#components/webhooks/webhook-row-menu.tsx";
import type { TestEvent } from "#lib/deliveries/schema.ts";
import { deleteSubscriptionAction } from "#lib/webhooks/actions.ts";
import type { EventOption } from "#lib/webhooks/core/event-choice.ts";
import { webhookListParams } from "./search-params.ts";

const loadTest = () =>
  import("#components/deliveries/send-test-dialog.tsx").then((module) => module.SendTestDialog);
const loadRotate = () =>
  import("#components/webhooks/rotate-secret-dialog.tsx").then((module) => module.RotateSecretDialog);
const loadDelete = () =>
  import("#components/webhooks/delete-webhook-dialog.tsx").then((module) => module.DeleteWebhookDialog);

type WebhookTableProps = {
  storeCode: string;
  rows: readonly WebhookRow[];
  total: TableTotal;
  events: readonly EventOption[];
  /** For the test dialog; empty for whoever may only look. */
  testEvents: readonly TestEvent[];
  mayChange: boolean;
  /** The conditions of the list, in its query language. */
  matching: string;
};

/** What a row's menu has opened. Kept after a dialog is closed: it goes out of sight with its words. */
type Opened = { what: "test" | "rotate" | "delete"; row: WebhookRow };

export function WebhookTable({
  storeCode,
  rows,
  total,
  events,
  testEvents,
  mayChange,
  matching,
}: WebhookTableProps) {
  const urlState = useTableUrlState(webhookListParams);
  const visibility = useColumnVisibility();
  const router = useRouter();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const selection = useRowSelection(rows, rowId, rowLabel);
  const changes = useWebhookChanges(storeCode);
  const { change } = changes;

  const base = useMemo(() => webhookColumns(events), [events]);
  const columns = useMemo<DataTableColumn<WebhookRow>[]>(() => {
    if (!mayChange) return base;
    const open = (what: Opened["what"]) => (row: WebhookRow) => {
      setOpened({ what, row });
      setIsOpen(true);
    };
    return [
      selection.column,
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
            onTest={open("test")}
            onRotate={open("rotate")}
            onPause={(target) => void change("pause", [target])}
            onResume={(target) => void change("resume", [target])}
            onDelete={open("delete")}
          />
        ),
      },
    ];
  }, [base, mayChange, selection.column, change]);

  const remove = async (row: WebhookRow) => {
    const id = { webhookSubscriptionId: row.id, expectedVersion: row.version };
    changes.report("delete", [row], await runAction(() => deleteSubscriptionAction(id)));
    router.refresh();
  };

  const wanted = { isWanted: isOpen, onAway: () => setIsOpen(false) };
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
        isTight
        hiddenColumns={visibility.hidden}
        rowHref={rowHref}
        toolbar={
          <div className="ml-auto flex items-center gap-2">
            <ColumnMenu columns={base.filter(({ id }) => OPTIONAL_COLUMNS.has(id))} {...visibility} />
            <ExportLink />
          </div>
        }
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
      {mayChange && (
        <WebhookSelection
          storeCode={storeCode}
          selection={selection}
          changes={changes}
          filtered={total.filtered}
          matching={matching}
        />
      )}
      {opened?.what === "delete" && (
        <Fetched load={loadDelete} {...wanted}>
          {(DeleteWebhookDialog) => (
            <DeleteWebhookDialog
              row={opened.row}
              open={isOpen}
              onOpenChange={setIsOpen}
              onConfirm={() => remove(opened.row)}
            />
          )}
        </Fetched>
      )}
      {opened?.what === "rotate" && (
        <Fetched load={loadRotate} {...wanted}>
          {(RotateSecretDialog) => (
            <RotateSecretDialog
              webhookId={opened.row.id}
              name={webhookName(opened.row)}
              open={isOpen}
              onOpenChange={setIsOpen}
            />
          )}
        </Fetched>
      )}
      {opened?.what === "test" && isOpen && (
        <Fetched load={loadTest} {...wanted}>
          {(SendTestDialog) => (
            <SendTestDialog
              target={{
                webhookId: opened.row.id,
                url: opened.row.url,
                eventNames: opened.row.eventNames,
                isLegacy: opened.row.legacy,
                timeoutMs: opened.row.timeoutMs,
              }}
              events={testEvents}
              onClosed={() => setIsOpen(false)}
            />
          )}
        </Fetched>
      )}
    </>
  );
}

/** The list as it is filtered now, all of it. A plain link: the browser saves what comes. */
function ExportLink() {
  const search = useSearchParams().toString();
  return (
    <a
      href={`/settings/webhooks/export${search === "" ? "" : `?${search}`}`}
      download
      className={cn(buttonVariants({ size: "sm" }))}
    >
      <Download aria-hidden />
      Export CSV
    </a>
  );
}

const noun = { one: "webhook", many: "webhooks" };
const rowId = (row: WebhookRow) => row.id;
const rowHref = (row: WebhookRow) => `/settings/webhooks/${row.id}`;
const rowLabel = (row: WebhookRow) => `${webhookName(row)}, ${row.url}`;
