import { BodyBlock } from "#components/deliveries/body-block.tsx";
import { TriggerMark } from "#components/deliveries/delivery-status.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { PageSection } from "#components/layout/page-section.tsx";
import { CopyableText } from "#components/ui/copy-button.tsx";
import { type Description, DescriptionList } from "#components/ui/description-list.tsx";
import { Link } from "#components/ui/link.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ExplainedEvent, PublishedEvent } from "#lib/events/schema.ts";
import { MatchTable } from "./match-table.tsx";

/** What was published, where it came from, and to which webhooks it went. */
export function EventDetails({ event, webhooks }: ExplainedEvent) {
  const { matched, total } = webhooks;
  return (
    <>
      <PageHeader
        title={event.eventName}
        status={event.isTest && <TriggerMark trigger="test" />}
        description={
          <>
            Published <Time value={event.publishedAt} />,{" "}
            {matched === 0
              ? "to no webhook"
              : `to ${matched.toLocaleString("en")} of ${webhookCount(total.all)}`}
          </>
        }
      />
      <PageSection
        className="mt-0"
        title="Webhooks"
        description="Whether the event went to each webhook of the store, and if not, why. Those it went to come first."
      >
        <MatchTable webhooks={webhooks} />
      </PageSection>
      <div className="mt-8 grid grid-cols-[minmax(0,1fr)] items-start gap-8 lg:grid-cols-[minmax(0,1fr)_20.5rem]">
        <PageSection
          title="Data"
          description="As it was published. Each webhook is sent it in its own format: open a delivery to see the bytes."
        >
          <BodyBlock title="Data" body={event.dataJson} />
        </PageSection>
        <aside aria-label="About this event" className="min-w-0">
          <h2 className="mb-3 text-base font-medium">About</h2>
          <DescriptionList
            className="rounded-lg border bg-surface px-4 py-1 [&>div]:grid-cols-1 [&_dt]:text-xs"
            items={factsOf(event)}
          />
        </aside>
      </div>
    </>
  );
}

const webhookCount = (count: number) =>
  `${count.toLocaleString("en")} ${count === 1 ? "webhook" : "webhooks"}`;

function factsOf(event: PublishedEvent): Description[] {
  const { publishedBy, requestId, traceParent } = event;
  return [
    {
      term: "Where it came from",
      value:
        publishedBy === null
          ? "The loyalty programme itself"
          : `${event.isTest ? "A test sent" : "Published over the API"} by ${publishedBy}`,
    },
    { term: "Happened", value: <Time value={event.createdAt} format="datetime" precision="second" /> },
    { term: "Published", value: <Time value={event.publishedAt} format="datetime" precision="second" /> },
    {
      term: "Meaning",
      value: (
        <Link
          href={`/catalogue/${encodeURIComponent(event.eventName)}`}
          className="rounded-xs underline decoration-border-strong underline-offset-3 hover:decoration-current"
        >
          {event.eventName} in the catalogue
        </Link>
      ),
    },
    { term: "Event id", value: <CopyableText text={event.eventId} label="Copy event id" /> },
    ...(requestId === null
      ? []
      : [{ term: "Request id", value: <CopyableText text={requestId} label="Copy request id" /> }]),
    ...(traceParent === null
      ? []
      : [
          {
            term: "Trace (traceparent)",
            value: <CopyableText text={traceParent} label="Copy traceparent" />,
          },
        ]),
  ];
}
