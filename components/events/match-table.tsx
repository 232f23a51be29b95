"use client";

import { Webhook } from "lucide-react";
import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataTableColumn } from "#components/data-table/table-types.ts";
import { useTableUrlState } from "#components/data-table/use-table-url-state.ts";
import { Answer } from "#components/deliveries/answer.tsx";
import { DeliveryStatus } from "#components/deliveries/delivery-status.tsx";
import { urlHost } from "#components/deliveries/webhook-words.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { EventWebhookDto, ExplainedEvent } from "#lib/events/schema.ts";
import { EXPLAINED_REASONS, type ExplainedReason } from "#lib/outbox/core/match.ts";
import { MATCH_SEARCH_PARAMS } from "./event-search-params.ts";

const REASON_WORDS: Readonly<Record<ExplainedReason, string>> = {
  deleted: "Deleted before",
  event_not_subscribed: "Event not subscribed",
  no_mage_form: "No Mage form",
  active_later: "Active from later",
  disabled: "Disabled",
  added_later: "Added later",
  changed_since: "Changed since",
  test_of_another: "Test of another webhook",
};

/** Every webhook of the store: whether the event went to it, and if not, why. */
export function MatchTable({ webhooks }: { webhooks: ExplainedEvent["webhooks"] }) {
  const table = useTableUrlState(MATCH_SEARCH_PARAMS);
  return (
    <DataTable
      label="Webhooks"
      columns={COLUMNS}
      rows={webhooks.items}
      rowId={rowId}
      total={{ all: webhooks.total.all, filtered: webhooks.total.filtered }}
      noun={noun}
      {...table}
      empty={
        <EmptyState
          icon={<Webhook />}
          title="The store has no webhooks"
          description="Nobody is told when something happens in the programme."
        />
      }
    />
  );
}

const noun = { one: "webhook", many: "webhooks" };
const rowId = (row: EventWebhookDto) => row.webhookSubscriptionId;

const COLUMNS: readonly DataTableColumn<EventWebhookDto>[] = [
  {
    id: "url",
    header: "Webhook",
    cell: (row) => <WebhookCell row={row} />,
    filter: { kind: "text", placeholder: "Part of the URL" },
    card: "title",
    width: "38%",
    className: "sm:max-w-0 sm:min-w-52",
  },
  {
    id: "result",
    header: "Result",
    cell: (row) => <Result row={row} />,
    filter: {
      kind: "choice",
      options: [
        { value: "matched", label: "Matched" },
        ...EXPLAINED_REASONS.map((value) => ({ value, label: REASON_WORDS[value], group: "Not matched" })),
      ],
    },
    className: "sm:min-w-64",
  },
  {
    id: "delivery",
    header: "Delivery",
    cell: (row) => <DeliveryCell row={row} />,
    width: "18rem",
  },
];

function WebhookCell({ row }: { row: EventWebhookDto }) {
  const words = (
    <span className="block leading-4" title={row.url}>
      <span className="block truncate">{urlHost(row.url)}</span>
      <span className="block truncate font-mono text-2xs font-normal text-muted">{row.url}</span>
    </span>
  );
  if (row.isDeleted) {
    return (
      <span className="block">
        {words}
        <span className="text-2xs text-muted">Deleted</span>
      </span>
    );
  }
  return (
    <Link
      href={`/settings/webhooks/${row.webhookSubscriptionId}`}
      className="block rounded-xs font-medium decoration-border-strong underline-offset-3 hover:underline"
    >
      {words}
    </Link>
  );
}

function Result({ row }: { row: EventWebhookDto }) {
  if (row.reason === null) return <Status tone="success">Matched</Status>;
  return (
    <span className="block py-0.5 leading-4">
      <Status tone={row.reason === "changed_since" ? "warning" : "neutral"}>
        {REASON_WORDS[row.reason]}
      </Status>
      <span className="mt-0.5 block text-xs text-muted">
        {row.message}
        {row.at !== null && (
          <span className="block">
            <Time value={row.at} format="datetime" />
          </span>
        )}
      </span>
    </span>
  );
}

function DeliveryCell({ row: { delivery, state, isDeleted } }: { row: EventWebhookDto }) {
  if (delivery === null) return <span className="text-muted">–</span>;
  const waits = delivery.state === "pending" && !isDeleted && state !== "active";
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
      <Link href={`/deliveries/${delivery.deliveryId}`} className="rounded-full">
        <DeliveryStatus delivery={delivery} />
        <span className="sr-only">: open the delivery</span>
      </Link>
      {waits && <span className="text-xs text-muted">the webhook is {state}</span>}
      {(delivery.lastStatusCode !== null || delivery.lastErrorCode !== null) && (
        <Answer statusCode={delivery.lastStatusCode} errorCode={delivery.lastErrorCode} />
      )}
    </span>
  );
}
