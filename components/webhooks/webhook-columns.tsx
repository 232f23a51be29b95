import { Sparkline } from "#components/charts/sparkline.tsx";
import type { DataTableColumn } from "#components/data-table/table-types.ts";
import { stateWords } from "#components/deliveries/delivery-status.tsx";
import { backlogWords } from "#components/statistics/backlog-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { BreakableName } from "#components/ui/breakable-name.tsx";
import { cn } from "#components/ui/cn.ts";
import { pastAndFuturePresets } from "#components/ui/date-range.ts";
import { Duration } from "#components/ui/duration.tsx";
import { Link } from "#components/ui/link.tsx";
import { StatusDot } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import { Hint } from "#components/ui/tooltip.tsx";
import { rateWords, successRate } from "#lib/statistics/core/traffic.ts";
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
      width: "18%",
      card: "title",
      className: "max-sm:pr-22! sm:max-w-0 sm:min-w-38",
    },
    {
      id: "activeFrom",
      header: "Active from",
      cell: (row) => <Time value={row.activeFrom} format="date" />,
      sortable: true,
      sortDescFirst: true,
      filter: { kind: "date-range", presets: pastAndFuturePresets },
      width: "7.5rem",
    },
    {
      id: "legacy",
      header: "Legacy",
      cell: ({ legacy }) => (legacy ? <Badge>Yes</Badge> : <span className="text-muted">No</span>),
      sortable: true,
      filter: { kind: "boolean" },
      width: "5.25rem",
    },
    {
      id: "url",
      header: "URL",
      cell: ({ url }) => <UrlText url={url} />,
      sortable: true,
      filter: { kind: "text", placeholder: "example.com" },
      width: "24%",
      className: "sm:max-w-0 sm:min-w-46",
    },
    {
      id: "state",
      header: "Status",
      cell: ({ state, disabledReason, condition, conditionMessage }) => {
        const status = (
          <WebhookStatus appearance="stacked" state={state} condition={condition} reason={disabledReason} />
        );
        if (condition === "ok") return status;
        return (
          <Hint content={conditionMessage} side="bottom" align="end">
            <span className="flex min-w-0">{status}</span>
          </Hint>
        );
      },
      sortable: true,
      filter: {
        kind: "choice",
        options: SUBSCRIPTION_STATES.map((state) => ({ value: state, label: STATE_LABELS[state] })),
      },
      className: "sm:max-w-29",
    },
    {
      id: "success",
      header: "Success, 24 h",
      cell: ({ activity }) => <SuccessCell activity={activity} />,
      width: "8rem",
    },
    {
      id: "p95",
      header: "p95",
      cell: ({ activity }) => <Duration ms={activity?.day.p95Ms ?? null} />,
      align: "end",
      width: "4.25rem",
      card: "hidden",
      isExtra: true,
    },
    {
      id: "backlog",
      header: "Backlog",
      cell: ({ activity }) => <BacklogCell activity={activity} />,
      align: "end",
      width: "5.25rem",
    },
    {
      id: "last",
      header: "Last delivery",
      cell: ({ activity }) => <LastDeliveryCell activity={activity} />,
      width: "6.25rem",
      isExtra: true,
    },
  ];
}

/** Columns that a reader may leave out. */
export const OPTIONAL_COLUMNS: ReadonlySet<string> = new Set([
  "activeFrom",
  "legacy",
  "url",
  "state",
  "success",
  "p95",
  "backlog",
  "last",
]);

const none = <span className="text-muted">–</span>;

/** A receiver that is restarted now and then is no alarm: the bars show it all the same. */
const NOTED_FAILURES = 0.01;

function SuccessCell({ activity }: Pick<WebhookRow, "activity">) {
  if (activity === null || activity.day.attempts === 0) return none;
  const { day } = activity;
  const rate = rateWords(successRate(day));
  const failed = `${day.failedAttempts.toLocaleString("en")} of ${day.attempts.toLocaleString("en")} attempts failed`;
  return (
    <Hint content={`${failed} in the last 24 hours.`}>
      <span className="inline-flex items-center gap-2 align-middle">
        <Sparkline all={day.attemptsByHour} bad={day.failedByHour} label={`${failed} in the last 24 hours`} />
        <span
          // On a card the line of the label is that of the words, not of the bars.
          className={cn(
            "self-baseline text-xs whitespace-nowrap tabular",
            day.failedAttempts > day.attempts * NOTED_FAILURES && "text-danger-text",
          )}
        >
          {rate}
        </span>
      </span>
    </Hint>
  );
}

function BacklogCell({ activity }: Pick<WebhookRow, "activity">) {
  if (activity === null || activity.backlog.waiting === 0) return <span className="text-muted">0</span>;
  const { waiting, oldestDueAt } = activity.backlog;
  return (
    <span className="inline-block leading-4 tabular">
      <span className="block">{backlogWords(activity.backlog)}</span>
      {oldestDueAt !== null && (
        <span className="block text-2xs text-muted">
          <span className="sr-only">the oldest due </span>
          <Time value={oldestDueAt} />
        </span>
      )}
      {oldestDueAt === null && waiting > 0 && (
        <span className="block text-2xs whitespace-nowrap text-muted">due later</span>
      )}
    </span>
  );
}

function LastDeliveryCell({ activity }: Pick<WebhookRow, "activity">) {
  if (activity?.lastDelivery == null) return none;
  const { lastDelivery } = activity;
  const { words, tone } = stateWords(lastDelivery);
  return (
    <Link
      href={`/deliveries/${lastDelivery.deliveryId}`}
      className="inline-flex items-center gap-1.5 rounded-xs decoration-border-strong underline-offset-3 hover:underline"
    >
      <StatusDot tone={tone} />
      <span className="sr-only">{words} </span>
      <Time value={lastDelivery.createdAt} />
    </Link>
  );
}

function NameCell({ row }: { row: WebhookRow }) {
  const { eventNames, eventCount } = row;
  if (eventCount === 1)
    return (
      <span className="block">
        <BreakableName name={webhookName(row)} />
      </span>
    );
  const rest = eventCount - eventNames.length;
  return (
    <Hint
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
    </Hint>
  );
}

/**
 * The host is what people look for, and has a line of its own. A scheme is shown where it is not the one that all should
 * have.
 */
function UrlText({ url }: { url: string }) {
  const [, scheme = "", host = "", path = ""] = /^([a-z]+:\/\/)([^/?#]*)(.*)$/i.exec(url) ?? [];
  return (
    <span title={url} className="block min-w-0">
      <span className="block truncate">
        {scheme.toLowerCase() !== "https://" && <span className="text-muted">{scheme}</span>}
        {host === "" ? url : host}
      </span>
      {path.length > 1 && <span className="block truncate font-mono text-xs text-muted">{path}</span>}
    </span>
  );
}
