import type { Metadata } from "next";
import { WebhookFacts } from "#components/webhooks/webhook-facts.tsx";
import { loadSubscription, loadWebhookAccess } from "#lib/webhooks/loaders.ts";

export const metadata: Metadata = { title: "Settings of the webhook" };

type WebhookSettingsPageProps = { params: Promise<{ webhookId: string }> };

export default async function WebhookSettingsPage({ params }: WebhookSettingsPageProps) {
  const { webhookId } = await params;
  if (!(await loadWebhookAccess()).mayView) return null;
  return <WebhookFacts webhook={await loadSubscription(webhookId)} />;
}
