import { PageSection } from "#components/layout/page-section.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import type { SubscriptionDetailsDto } from "#lib/webhooks/schema.ts";
import { SnippetTabs } from "./snippet-tabs.tsx";

/** How a receiver makes sure that a delivery comes from here. */
export function VerifyGuide({
  webhook,
}: {
  webhook: Pick<SubscriptionDetailsDto, "headers" | "hmacEnabled">;
}) {
  const headerNames = webhook.headers.map(({ headerName }) => headerName);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_24rem]">
      <PageSection
        title="Verify deliveries"
        description="A receiver in one file. It answers 204 to what this webhook signed and 401 to everything else."
      >
        <SnippetTabs headerNames={headerNames} />
      </PageSection>
      <PageSection title="Headers of a delivery" className="mt-0">
        <DescriptionList
          className="rounded-lg border bg-surface px-4 py-1 [&>div]:grid-cols-1 [&_dt]:font-mono [&_dt]:text-xs [&_dt]:text-foreground [&_dd]:text-muted"
          items={[
            {
              term: "webhook-id",
              value: "The messageId: the same in every attempt. Drop what you have seen.",
            },
            { term: "webhook-timestamp", value: "When the attempt was made, in seconds since 1970." },
            {
              term: "webhook-signature",
              value: "HMAC-SHA256 of id, timestamp and body; one for each secret in force.",
            },
            ...(webhook.hmacEnabled
              ? [
                  {
                    term: "X-Webhook-Signature",
                    value: "Open Loyalty’s own signature, with the X-Webhook-* headers that belong to it.",
                  },
                ]
              : []),
            ...headerNames.map((name) => ({
              term: name,
              value: "Your own header, with the value you gave it.",
            })),
          ]}
        />
      </PageSection>
    </div>
  );
}
