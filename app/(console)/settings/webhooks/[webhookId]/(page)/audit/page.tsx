import type { Metadata } from "next";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { PageSection } from "#components/layout/page-section.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { ChangeList } from "#components/webhooks/change-list.tsx";
import { loadChanges, loadSubscription, loadWebhookAccess } from "#lib/webhooks/loaders.ts";

export const metadata: Metadata = { title: "Audit of the webhook" };

const loadSearch = createLoader({ before: parseAsString });

type AuditPageProps = { params: Promise<{ webhookId: string }>; searchParams: Promise<SearchParams> };

export default async function WebhookAuditPage({ params, searchParams }: AuditPageProps) {
  const [{ webhookId }, { before }] = await Promise.all([params, loadSearch(searchParams)]);
  if (!(await loadWebhookAccess()).mayView) return null;
  await loadSubscription(webhookId);
  const { changes, nextBefore } = await loadChanges(webhookId, before);
  const base = `/settings/webhooks/${webhookId}/audit`;
  return (
    <PageSection
      className="mt-0"
      title="Audit"
      description="Who changed what of this webhook, the newest first."
    >
      <ChangeList changes={changes} />
      {(before !== null || nextBefore !== null) && (
        <nav aria-label="Pages of the audit log" className="mt-3 flex gap-2">
          {before !== null && (
            <ButtonLink size="sm" href={base}>
              Newest
            </ButtonLink>
          )}
          {nextBefore !== null && (
            <ButtonLink size="sm" href={`${base}?before=${nextBefore}`}>
              Older
            </ButtonLink>
          )}
        </nav>
      )}
    </PageSection>
  );
}
