import type { DataTableColumn } from "#components/data-table/table-types.ts";
import { Badge } from "#components/ui/badge.tsx";
import { pastAndFuturePresets } from "#components/ui/date-range.ts";
import { Time } from "#components/ui/time.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { SUBSCRIPTION_STATES } from "#lib/webhooks/constants.ts";
import type { EventOption } from "#lib/webhooks/core/event-choice.ts";
import { type WebhookRow, webhookName } from "./webhook-row.ts";
import { STATE_LABELS, WebhookStatus } from "./webhook-status.tsx";

/** The ids are names of the list's query language. */
export function webhookColumns(events: readonly EventOption[]): DataTableColumn<WebhookRow>[] {
  return [
    {
      id: "eventName",
      header: "Webhook name",
      cell: (row) => <NameCell row={row} />,
      sortable: true,
      filter: {
        kind: "choice",
        options: events.map(({ name, category }) => ({ value: name, label: name, group: category })),
      },
      width: "27%",
      card: "title",
      className: "sm:max-w-0",
    },
    {
      id: "activeFrom",
      header: "Active from",
      cell: (row) => <Time value={row.activeFrom} format="datetime" />,
      sortable: true,
      sortDescFirst: true,
      filter: { kind: "date-range", presets: pastAndFuturePresets },
      width: "10.5rem",
    },
    {
      id: "legacy",
      header: "Legacy",
      cell: ({ legacy }) => (legacy ? <Badge>Yes</Badge> : <span className="text-muted">No</span>),
      sortable: true,
      filter: { kind: "boolean" },
      width: "6rem",
    },
    {
      id: "url",
      header: "URL",
      cell: ({ url }) => <UrlText url={url} />,
      sortable: true,
      filter: { kind: "text", placeholder: "example.com" },
      width: "36%",
      className: "sm:max-w-0",
    },
    {
      id: "state",
      header: "Status",
      cell: ({ state, disabledReason, condition, conditionMessage }) => {
        const status = <WebhookStatus state={state} condition={condition} reason={disabledReason} />;
        if (condition === "ok") return status;
        return (
          <Tooltip content={conditionMessage} side="bottom" align="end">
            <span className="flex min-w-0">{status}</span>
          </Tooltip>
        );
      },
      sortable: true,
      filter: {
        kind: "choice",
        options: SUBSCRIPTION_STATES.map((state) => ({ value: state, label: STATE_LABELS[state] })),
      },
      className: "sm:max-w-48",
    },
  ];
}

function NameCell({ row }: { row: WebhookRow }) {
  const { eventNames, eventCount } = row;
  if (eventCount === 1) return <span className="block truncate">{webhookName(row)}</span>;
  const rest = eventCount - eventNames.length;
  return (
    <Tooltip
      side="bottom"
      align="start"
      content={
        <span className="block">
          {eventNames.map((name) => (
            <span key={name} className="block">
              {name}
            </span>
          ))}
          {rest > 0 && <span className="block opacity-75">and {rest} more</span>}
        </span>
      }
    >
      <span className="block">
        {webhookName(row)}
        <span className="block truncate text-xs font-normal text-muted">{eventNames.join(", ")}</span>
      </span>
    </Tooltip>
  );
}

/** The host is what people look for. */
function UrlText({ url }: { url: string }) {
  const [, scheme = "", host = "", path = ""] = /^([a-z]+:\/\/)([^/?#]*)(.*)$/i.exec(url) ?? [];
  return (
    <span title={url} className="block min-w-0 truncate font-mono text-xs text-muted">
      {host === "" ? (
        url
      ) : (
        <>
          {scheme}
          <span className="text-foreground">{host}</span>
          {path}
        </>
      )}
    </span>
  );
}
