import { Inbox } from "lucide-react";
import { PageSection } from "#components/layout/page-section.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { cn } from "#components/ui/cn.ts";
import { CopyableText } from "#components/ui/copy-button.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import type { DeliveryDetailsDto, WebhookRefDto } from "#lib/deliveries/schema.ts";
import { AttemptCard } from "./attempt-card.tsx";
import { DeliveryHeader } from "./delivery-header.tsx";
import { DeliveryLive } from "./delivery-live.tsx";
import { stateWords } from "./delivery-status.tsx";
import { explainDelivery, whyNoRetry } from "./delivery-words.ts";
import { lifecycleSteps } from "./lifecycle.ts";
import { LifecycleLine } from "./lifecycle-line.tsx";
import { Countdown } from "./next-attempt.tsx";
import { urlHost, webhookName } from "./webhook-words.ts";

type DeliveryDetailsProps = {
  delivery: DeliveryDetailsDto;
  webhook: WebhookRefDto | null;
  occurredAt: string | null;
  mayChange: boolean;
  /** Beside the log there is less room, and a heading already. */
  isInSheet?: boolean;
};

export function DeliveryDetails({
  delivery,
  webhook,
  occurredAt,
  mayChange,
  isInSheet = false,
}: DeliveryDetailsProps) {
  const { attemptList, dueAt, ...row } = delivery;
  const hasEvent = occurredAt !== null;
  const { why, next, isScheduled, nextAt } = explainDelivery({ delivery, webhook, hasEvent });
  const noRetry = whyNoRetry({ webhook, hasEvent });
  const newestFirst = attemptList.toReversed();
  return (
    <>
      <DeliveryHeader
        delivery={{ ...row, dueAt }}
        host={webhook === null ? "its receiver" : urlHost(webhook.url)}
        mayRetry={mayChange && noRetry === null}
        mayCancel={mayChange && delivery.state === "pending" && delivery.trigger !== "test"}
      />
      <DeliveryLive dueAt={nextAt ?? (delivery.hold === null ? null : dueAt)} />
      <LifecycleLine
        steps={lifecycleSteps({ delivery, webhookState: webhook?.state ?? "active", occurredAt })}
      />
      <Alert tone={stateWords(delivery).tone} className="mt-3">
        <p>
          {why && delivery.state !== "succeeded" && <>{why} </>}
          {next}
          {isScheduled && nextAt !== null && (
            <>
              {" "}
              <Countdown dueAt={nextAt} dueText="as soon as possible" />.
            </>
          )}
          {delivery.hold?.deliveryId && (
            <>
              {" "}
              <Link
                href={`/deliveries/${delivery.hold.deliveryId}`}
                className="underline decoration-border-strong underline-offset-3 hover:decoration-current"
              >
                Show the delivery that it waits for
              </Link>
            </>
          )}
          {noRetry !== null && delivery.state !== "succeeded" && <> {noRetry}</>}
        </p>
      </Alert>

      <div
        className={cn(
          "mt-8 grid grid-cols-[minmax(0,1fr)] gap-8",
          !isInSheet && "lg:grid-cols-[minmax(0,1fr)_20.5rem]",
        )}
      >
        <PageSection title="Attempts" description="Newest first.">
          {newestFirst.length === 0 ? (
            <div className="rounded-lg border border-dashed bg-surface">
              <EmptyState
                icon={<Inbox />}
                title="Nothing was sent yet"
                description="Each attempt stands here with its request and answer."
              />
            </div>
          ) : (
            <ol className="grid grid-cols-[minmax(0,1fr)] gap-3">
              {newestFirst.map((attempt, index) => (
                <AttemptCard key={attempt.number} attempt={attempt} defaultOpen={index === 0} />
              ))}
            </ol>
          )}
        </PageSection>
        <aside aria-label="About this delivery" className={cn("min-w-0", !isInSheet && "max-lg:order-first")}>
          <h2 className="mb-3 text-base font-medium">About</h2>
          <DescriptionList
            className="rounded-lg border bg-surface px-4 py-1 [&>div]:grid-cols-1 [&_dt]:text-xs"
            items={[
              { term: "Webhook", value: <WebhookLink webhook={webhook} /> },
              {
                term: "Delivery id (messageId, webhook-id)",
                value: <CopyableText text={delivery.deliveryId} label="Copy delivery id" />,
              },
              {
                term: "Event id",
                value: (
                  <>
                    <CopyableText text={delivery.eventId} label="Copy event id" />
                    {hasEvent && (
                      <Link
                        href={`/events/${delivery.eventId}`}
                        className="block w-fit rounded-xs text-xs text-muted underline decoration-border-strong underline-offset-3 hover:decoration-current"
                      >
                        Which webhooks it went to, and why
                      </Link>
                    )}
                  </>
                ),
              },
            ]}
          />
        </aside>
      </div>
    </>
  );
}

function WebhookLink({ webhook }: { webhook: WebhookRefDto | null }) {
  if (webhook === null) return <span className="text-muted">Not known any more</span>;
  const words = (
    <>
      <span className="block truncate font-medium">{webhookName(webhook.eventNames)}</span>
      <span className="block truncate font-mono text-2xs text-muted" title={webhook.url}>
        {webhook.url}
      </span>
    </>
  );
  if (webhook.isDeleted) {
    return (
      <>
        {words}
        <span className="text-xs text-muted">Deleted</span>
      </>
    );
  }
  return (
    <Link
      href={`/settings/webhooks/${webhook.webhookSubscriptionId}`}
      className="block rounded-xs decoration-border-strong underline-offset-3 hover:underline"
    >
      {words}
    </Link>
  );
}
