import type { Metadata } from "next";
import { allowedNetworksNotice } from "#components/console/allowed-networks.ts";
import { NoAccess } from "#components/console/no-access.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { NewWebhook } from "#components/webhooks/new-webhook.tsx";
import { requireStoreContext } from "#lib/auth/session.ts";
import { emptyWebhookForm, webhookFormOf } from "#lib/webhooks/core/form-schema.ts";
import { loadEventChoices, loadSubscription, loadWebhookAccess } from "#lib/webhooks/loaders.ts";

export const metadata: Metadata = { title: "Add new webhook" };

/** `from`: a webhook to start from; `event`: chosen already; `inbox=1`: to the administrator's test inbox. */
type NewWebhookPageProps = {
  searchParams: Promise<{ from?: string | string[]; event?: string | string[]; inbox?: string | string[] }>;
};

export default async function NewWebhookPage({ searchParams }: NewWebhookPageProps) {
  const { from, event, inbox } = await searchParams;
  const { mayChange } = await loadWebhookAccess();
  const source = mayChange && typeof from === "string" ? await loadSubscription(from) : null;
  const { scope, services } = await requireStoreContext();
  const events = mayChange ? await loadEventChoices() : [];
  const chosen = events.filter(({ name }) => name === event).map(({ name }) => name);
  return (
    <>
      <PageHeader
        back={{ href: "/settings/webhooks", label: "Webhooks" }}
        title="Add New Webhook"
        description={source && `The settings are copied from the webhook to ${source.url}.`}
      />
      {mayChange ? (
        <NewWebhook
          storeCode={scope.storeCode}
          defaultValues={
            source ? webhookFormOf(source, "duplicate") : { ...emptyWebhookForm(), eventNames: chosen }
          }
          events={events}
          isInboxAsked={inbox === "1"}
          networksNotice={allowedNetworksNotice(services.env.allowedNetworks.map(({ text }) => text))}
        />
      ) : (
        <NoAccess need="change the webhooks" />
      )}
    </>
  );
}
