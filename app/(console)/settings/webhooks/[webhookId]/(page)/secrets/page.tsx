import type { Metadata } from "next";
import { PageSection } from "#components/layout/page-section.tsx";
import { SecretList } from "#components/webhooks/secret-list.tsx";
import { VerifyGuide } from "#components/webhooks/verify-guide.tsx";
import { toWebhookRow, webhookName } from "#components/webhooks/webhook-row.ts";
import { loadSecrets, loadSubscription, loadWebhookAccess } from "#lib/webhooks/loaders.ts";

export const metadata: Metadata = { title: "Secrets of the webhook" };

type SecretsPageProps = { params: Promise<{ webhookId: string }> };

export default async function SecretsPage({ params }: SecretsPageProps) {
  const { webhookId } = await params;
  const { mayView, mayChange } = await loadWebhookAccess();
  if (!mayView) return null;
  const webhook = await loadSubscription(webhookId);
  const secrets = await loadSecrets(webhookId);
  return (
    <>
      <PageSection
        className="mt-0"
        title="Secrets"
        description="Each secret in force signs every delivery, so that a receiver can change from one to the next without a gap. What a secret is was shown once."
      >
        <SecretList
          webhookId={webhookId}
          name={webhookName(toWebhookRow(webhook))}
          secrets={secrets}
          mayChange={mayChange}
        />
      </PageSection>
      <div className="mt-8">
        <VerifyGuide webhook={webhook} />
      </div>
    </>
  );
}
