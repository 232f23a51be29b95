import type { Metadata } from "next";
import { allowedNetworksNotice } from "#components/console/allowed-networks.ts";
import { CopyableText } from "#components/ui/copy-button.tsx";
import { Time } from "#components/ui/time.tsx";
import { EditWebhook } from "#components/webhooks/edit-webhook.tsx";
import { WebhookFacts } from "#components/webhooks/webhook-facts.tsx";
import { requireStoreContext } from "#lib/auth/session.ts";
import { webhookFormOf } from "#lib/webhooks/core/form-schema.ts";
import { loadEventChoices, loadSubscription, loadWebhookAccess } from "#lib/webhooks/loaders.ts";

export const metadata: Metadata = { title: "Settings of the webhook" };

type WebhookSettingsPageProps = { params: Promise<{ webhookId: string }> };

/** The form for those who may change the webhook, its values for those who may look. */
export default async function WebhookSettingsPage({ params }: WebhookSettingsPageProps) {
  const { webhookId } = await params;
  const { mayView, mayChange } = await loadWebhookAccess();
  if (!mayView) return null;
  const webhook = await loadSubscription(webhookId);
  if (!mayChange) return <WebhookFacts webhook={webhook} />;
  const [events, { services }] = await Promise.all([loadEventChoices(), requireStoreContext()]);
  return (
    <>
      <EditWebhook
        key={webhook.version}
        id={webhook.webhookSubscriptionId}
        version={webhook.version}
        defaultValues={webhookFormOf(webhook, "edit")}
        events={events}
        networksNotice={allowedNetworksNotice(services.env.allowedNetworks.map(({ text }) => text))}
      />
      <p className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted">
        <CopyableText text={webhook.webhookSubscriptionId} label="Copy webhook id" />
        <span>
          Created <Time value={webhook.createdAt} format="datetime" />
        </span>
        <span>
          Last changed <Time value={webhook.updatedAt} format="datetime" />
        </span>
      </p>
    </>
  );
}
