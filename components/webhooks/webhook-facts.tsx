import type { ReactNode } from "react";
import { PageSection } from "#components/layout/page-section.tsx";
import { CopyableText } from "#components/ui/copy-button.tsx";
import { type Description, DescriptionList } from "#components/ui/description-list.tsx";
import { Duration } from "#components/ui/duration.tsx";
import { Time } from "#components/ui/time.tsx";
import type { BodyFormat } from "#lib/webhooks/constants.ts";
import type { SubscriptionDetailsDto } from "#lib/webhooks/schema.ts";

const FORMATS: Record<BodyFormat, string> = {
  v5: "Version 5",
  legacy: "Legacy (before version 5)",
  mage: "Mage Loyalty",
};

function signatureOf({ format, hmacEnabled }: SubscriptionDetailsDto): string {
  if (format === "mage") return "Standard Webhooks, and Mage’s X-Webhook-Signature";
  return hmacEnabled
    ? "Standard Webhooks, and Open Loyalty’s X-Webhook-Signature (HMAC)"
    : "Standard Webhooks";
}

/** Everything that is set for a webhook. */
export function WebhookFacts({ webhook }: { webhook: SubscriptionDetailsDto }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-10 gap-y-8 lg:grid-cols-2">
      <Facts
        title="What is sent"
        items={[
          {
            term: webhook.eventNames.length === 1 ? "Event" : "Events",
            value: (
              <ul>
                {webhook.eventNames.map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
            ),
          },
          { term: "Active from", value: <Time value={webhook.activeFrom} format="datetime" /> },
          {
            term: "Format",
            value: FORMATS[webhook.format],
          },
          ...(webhook.format === "mage"
            ? [{ term: "Mage’s events", value: webhook.mageEvents.join(", ") }]
            : []),
          {
            term: "Signature",
            value: signatureOf(webhook),
          },
          { term: "Headers", value: <Headers headers={webhook.headers} /> },
        ]}
      />
      <Facts
        title="How it is sent"
        items={[
          {
            term: "URL",
            value: <CopyableText text={webhook.url} label="Copy URL" />,
          },
          { term: "Slots", value: `${webhook.maxInFlight} requests at once, at most` },
          {
            term: "Rate",
            value:
              webhook.ratePerSecond === null ? "Not limited" : `${webhook.ratePerSecond} a second at most`,
          },
          {
            term: "Order",
            value: webhook.ordered ? "One at a time, in order" : "As they come, several at once",
          },
          { term: "Time limit", value: <Duration ms={webhook.timeoutMs} /> },
          { term: "Description", value: webhook.description ?? <span className="text-muted">None</span> },
          { term: "Created", value: <Time value={webhook.createdAt} format="datetime" /> },
          { term: "Last changed", value: <Time value={webhook.updatedAt} format="datetime" /> },
          {
            term: "Webhook id",
            value: <CopyableText text={webhook.webhookSubscriptionId} label="Copy webhook id" />,
          },
        ]}
      />
    </div>
  );
}

function Facts({ title, items }: { title: string; items: readonly Description[] }) {
  return (
    <PageSection title={title} className="mt-0">
      <DescriptionList items={items} className="rounded-lg border bg-surface px-4 py-1" />
    </PageSection>
  );
}

function Headers({ headers }: { headers: SubscriptionDetailsDto["headers"] }): ReactNode {
  if (headers.length === 0) return <span className="text-muted">None of your own</span>;
  return (
    <ul className="font-mono text-xs">
      {headers.map(({ headerName, headerValue }) => (
        <li key={headerName} className="flex flex-wrap gap-x-2">
          {headerName}
          <span className="text-muted">
            <span aria-hidden>{headerValue}</span>
            <span className="sr-only">value hidden</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
