import type { Metadata } from "next";
import { NoAccess } from "#components/console/no-access.tsx";
import { InboxView } from "#components/inbox/inbox-view.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { loadInbox } from "#lib/inbox/loaders.ts";
import { loadWebhookAccess } from "#lib/webhooks/loaders.ts";

export const metadata: Metadata = { title: "Test inbox" };

export default async function InboxPage() {
  const { mayChange } = await loadWebhookAccess();
  if (!mayChange) return <NoAccess need="use the test inbox" />;
  const { inbox, requests } = await loadInbox();
  return (
    <>
      <PageHeader
        title="Test inbox"
        description="A receiver of your own for trying out: see deliveries arrive, with their headers and bytes, and whether the signature holds."
      />
      <InboxView inbox={inbox} requests={requests} />
    </>
  );
}
