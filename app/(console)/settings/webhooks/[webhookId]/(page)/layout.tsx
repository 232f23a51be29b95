import type { ReactNode } from "react";
import { NoAccess } from "#components/console/no-access.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { CopyableText } from "#components/ui/copy-button.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { WebhookPageHeader } from "#components/webhooks/webhook-page-header.tsx";
import { toWebhookRow } from "#components/webhooks/webhook-row.ts";
import { WebhookStateNotice } from "#components/webhooks/webhook-state-notice.tsx";
import { WebhookStatus } from "#components/webhooks/webhook-status.tsx";
import { loadTestEvents } from "#lib/deliveries/loaders.ts";
import { loadSubscription, loadWebhookAccess } from "#lib/webhooks/loaders.ts";

type WebhookLayoutProps = { params: Promise<{ webhookId: string }>; children: ReactNode };

export default async function WebhookLayout({ params, children }: WebhookLayoutProps) {
  const { webhookId } = await params;
  const { mayView, mayChange } = await loadWebhookAccess();
  if (!mayView) return <NoAccess need="see the webhooks" />;
  const webhook = await loadSubscription(webhookId);
  const base = `/settings/webhooks/${webhookId}`;
  return (
    <>
      <WebhookPageHeader
        row={toWebhookRow(webhook)}
        state={webhook.state}
        target={{
          webhookId,
          url: webhook.url,
          eventNames: webhook.eventNames,
          isLegacy: webhook.legacy,
          timeoutMs: webhook.timeoutMs,
          headerNames: webhook.headers.map(({ headerName }) => headerName),
        }}
        events={mayChange ? await loadTestEvents() : []}
        mayChange={mayChange}
        status={
          <>
            <WebhookStatus appearance="pill" state={webhook.state} condition={webhook.health.condition} />
            {webhook.legacy && <Badge>Legacy</Badge>}
          </>
        }
        description={
          <>
            {webhook.eventNames.length > 1 && (
              <p className="[overflow-wrap:anywhere]">{webhook.eventNames.join(", ")}</p>
            )}
            <p className="text-foreground">
              <CopyableText text={webhook.url} label="Copy URL" />
            </p>
            {webhook.description && <p className="[overflow-wrap:anywhere]">{webhook.description}</p>}
          </>
        }
      />
      <WebhookStateNotice
        webhook={webhook}
        isUpcoming={Date.parse(webhook.activeFrom) > Date.now()}
        mayChange={mayChange}
      />
      <LinkTabs
        label="Webhook"
        className="mb-5"
        items={[
          { href: base, label: "Overview", exact: true },
          { href: `${base}/deliveries`, label: "Deliveries" },
          { href: `${base}/replays`, label: "Replays" },
          { href: `${base}/secrets`, label: "Secrets" },
          { href: `${base}/settings`, label: "Settings" },
          { href: `${base}/audit`, label: "Audit" },
        ]}
      />
      {children}
    </>
  );
}
