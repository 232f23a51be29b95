import type { Metadata } from "next";
import { VerifyGuide } from "#components/webhooks/verify-guide.tsx";
import { loadSubscription, loadWebhookAccess } from "#lib/webhooks/loaders.ts";

export const metadata: Metadata = { title: "Verify deliveries" };

type VerifyPageProps = { params: Promise<{ webhookId: string }> };

export default async function VerifyPage({ params }: VerifyPageProps) {
  const { webhookId } = await params;
  if (!(await loadWebhookAccess()).mayView) return null;
  return <VerifyGuide webhook={await loadSubscription(webhookId)} />;
}
