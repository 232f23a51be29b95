import type { ColumnFilter, DataTableColumn } from "#components/data-table/table-types.ts";
import { BreakableName } from "#components/ui/breakable-name.tsx";
import { pastPresets } from "#components/ui/date-range.ts";
import { Duration } from "#components/ui/duration.tsx";
import { Time } from "#components/ui/time.tsx";
import { STATUS_CLASSES } from "#lib/deliveries/core/answer-filter.ts";
import type { LogEvent, LogRow, WebhookRefDto } from "#lib/deliveries/schema.ts";
import { Answer } from "./answer.tsx";
import { DeliveryStatus, STATE_CHOICES, TRIGGER_WORDS, TriggerMark } from "./delivery-status.tsx";
import { ERRORS_WITHOUT_ANSWER } from "./error-words.ts";
import { NextAttempt } from "./next-attempt.tsx";
import { urlHost, webhookName } from "./webhook-words.ts";

const CLASS_LABELS: Record<(typeof STATUS_CLASSES)[number], string> = {
  "2xx": "2xx success",
  "3xx": "3xx redirect",
  "4xx": "4xx client error",
  "5xx": "5xx server error",
};

const COMMON_CODES = [200, 201, 202, 204, 400, 401, 403, 404, 410, 422, 429, 500, 502, 503, 504];

const ANSWER_FILTER: ColumnFilter = {
  kind: "choice",
  options: [
    ...STATUS_CLASSES.map((value) => ({ value, label: CLASS_LABELS[value], group: "Class" })),
    ...ERRORS_WITHOUT_ANSWER.map(({ code, words }) => ({ value: code, label: words, group: "No answer" })),
    ...COMMON_CODES.map((code) => ({ value: String(code), label: String(code), group: "Status code" })),
  ],
};

/** `manual` is a trigger of attempts, not of deliveries. */
const TRIGGER_FILTER: ColumnFilter = {
  kind: "choice",
  options: (["schedule", "test", "replay"] as const).map((value) => ({ value, label: TRIGGER_WORDS[value] })),
};

/** @param webhooks to choose from; without them the log is that of one webhook and does not name it */
export function deliveryLogColumns(
  events: readonly LogEvent[],
  webhooks: readonly WebhookRefDto[] | null,
): DataTableColumn<LogRow>[] {
  return [
    {
      id: "state",
      header: "State",
      cell: (row) => <DeliveryStatus isExplained delivery={row} />,
      filter: { kind: "choice", options: STATE_CHOICES },
      width: "8.25rem",
      card: "corner",
    },
    {
      id: "event",
      header: "Event",
      cell: (row) => (
        <span className="block leading-4.5">
          <BreakableName name={row.eventName} />
          <span className="sr-only">, delivery {row.deliveryId}</span>
          {row.trigger !== "schedule" && (
            <span className="mt-0.5 block sm:hidden">
              <TriggerMark trigger={row.trigger} />
            </span>
          )}
        </span>
      ),
      filter: {
        kind: "choice",
        options: events.map(({ name, category }) => ({ value: name, label: name, group: category })),
      },
      card: "title",
      className: "max-sm:pr-32! sm:max-w-0 sm:min-w-44",
    },
    ...(webhooks === null ? [] : [webhookColumn(webhooks)]),
    {
      id: "trigger",
      header: "Trigger",
      cell: (row) => <TriggerMark trigger={row.trigger} />,
      filter: TRIGGER_FILTER,
      width: "5.5rem",
      card: "hidden",
    },
    {
      id: "status",
      header: "Last status",
      cell: (row) => <Answer isExplained statusCode={row.lastStatusCode} errorCode={row.lastErrorCode} />,
      filter: ANSWER_FILTER,
      width: "9.75rem",
      className: "sm:max-w-39",
    },
    {
      id: "attempts",
      header: "Attempts",
      cell: (row) => <span className="tabular">{row.attempts}</span>,
      align: "end",
      width: "4.75rem",
      card: "hidden",
    },
    {
      id: "duration",
      header: "Duration",
      cell: (row) => <Duration ms={row.lastDurationMs} />,
      align: "end",
      width: "5rem",
      card: "hidden",
    },
    {
      id: "created",
      header: "Created",
      cell: (row) => <Time value={row.createdAt} />,
      sortable: true,
      sortDescFirst: true,
      filter: { kind: "date-range", presets: pastPresets },
      width: "6.5rem",
    },
    {
      id: "next",
      header: "Next attempt",
      cell: (row) => (
        <NextAttempt dueAt={row.dueAt} webhookState={row.webhook?.state ?? "active"} hold={row.hold} />
      ),
      width: "7.25rem",
    },
    {
      // Not shown: it is long, and on each delivery's own page. Its filter is in the toolbar.
      id: "id",
      header: "Id",
      cell: (row) => row.deliveryId,
      filter: ID_FILTER,
      card: "hidden",
    },
  ];
}

export const ID_FILTER: ColumnFilter = { kind: "text", placeholder: "A whole delivery id (webhook-id)" };
export const HIDDEN_COLUMNS: ReadonlySet<string> = new Set(["id"]);

function webhookColumn(webhooks: readonly WebhookRefDto[]): DataTableColumn<LogRow> {
  return {
    id: "webhook",
    header: "Webhook",
    cell: ({ webhook }) => <WebhookCell webhook={webhook} />,
    filter: {
      kind: "choice",
      options: webhooks.map((webhook) => ({
        value: webhook.webhookSubscriptionId,
        label: `${webhookName(webhook.eventNames)} · ${urlHost(webhook.url)}`,
      })),
    },
    width: "9.25rem",
    className: "sm:max-w-37",
  };
}

function WebhookCell({ webhook }: { webhook: WebhookRefDto | null }) {
  if (webhook === null) return <span className="text-muted">Unknown</span>;
  return (
    <span className="block min-w-0 leading-4" title={webhook.url}>
      <span className="block truncate">
        {webhookName(webhook.eventNames)}
        {webhook.isDeleted && <span className="text-muted"> (deleted)</span>}
      </span>
      <span className="block truncate font-mono text-2xs text-muted">{urlHost(webhook.url)}</span>
    </span>
  );
}
