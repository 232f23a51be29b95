import type { Metadata } from "next";
import { allowedNetworksNotice } from "#components/console/allowed-networks.ts";
import { PageHeader } from "#components/layout/page-header.tsx";
import { EditWebhook } from "#components/webhooks/edit-webhook.tsx";
import { NoWebhookAccess } from "#components/webhooks/no-webhook-access.tsx";
import { requireStoreContext } from "#lib/auth/session.ts";
import { webhookFormOf } from "#lib/webhooks/core/form-schema.ts";
import { loadEventChoices, loadSubscription, loadWebhookAccess } from "#lib/webhooks/loaders.ts";

export const metadata: Metadata = { title: "Edit webhook" };

type EditWebhookPageProps = { params: Promise<{ webhookId: string }> };

export default async function EditWebhookPage({ params }: EditWebhookPageProps) {
  const { webhookId } = await params;
  const { mayChange } = await loadWebhookAccess();
  if (!mayChange) {
    return (
      <>
        <PageHeader
          back={{ href: `/settings/webhooks/${encodeURIComponent(webhookId)}`, label: "Webhook" }}
          title="Edit webhook"
        />
        <NoWebhookAccess need="change the webhooks" />
      </>
    );
  }
  const [subscription, events, { services }] = await Promise.all([
    loadSubscription(webhookId),
    loadEventChoices(),
    requireStoreContext(),
  ]);
  return (
    <>
      <PageHeader
        back={{ href: `/settings/webhooks/${webhookId}`, label: "Webhook" }}
        title="Edit webhook"
        description={<span className="font-mono text-xs break-all">{subscription.url}</span>}
      />
      <EditWebhook
        key={subscription.version}
        id={subscription.webhookSubscriptionId}
        version={subscription.version}
        defaultValues={webhookFormOf(subscription, "edit")}
        events={events}
        networksNotice={allowedNetworksNotice(services.env.allowedNetworks.map(({ text }) => text))}
      />
    </>
  );
}
