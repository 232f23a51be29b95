import { History } from "lucide-react";
import type { Metadata } from "next";
import { PageSection } from "#components/layout/page-section.tsx";
import { ReplayForm } from "#components/replays/replay-form.tsx";
import { ReplayList } from "#components/replays/replay-list.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { loadReplays } from "#lib/replays/loaders.ts";
import { loadSubscription, loadWebhookAccess } from "#lib/webhooks/loaders.ts";

export const metadata: Metadata = { title: "Replays of the webhook" };

type ReplaysPageProps = { params: Promise<{ webhookId: string }> };

export default async function ReplaysPage({ params }: ReplaysPageProps) {
  const { webhookId } = await params;
  const { mayView, mayChange } = await loadWebhookAccess();
  if (!mayView) return null;
  const [webhook, { replays, total }] = await Promise.all([
    loadSubscription(webhookId),
    loadReplays(webhookId),
  ]);
  const isBusy = replays.some(({ state }) => state === "running" || state === "paused");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-10 gap-y-8 xl:grid-cols-[26rem_minmax(0,1fr)]">
      {mayChange && !isBusy && (
        <PageSection
          title="Start a replay"
          description="For a receiver that was down or has lost data: sends a time range again."
        >
          {webhook.state === "disabled" ? (
            <Alert tone="warning">Resume the webhook first: while it is disabled nothing can be sent.</Alert>
          ) : (
            <ReplayForm webhookId={webhookId} />
          )}
        </PageSection>
      )}
      <PageSection
        title="Replays"
        className={mayChange && !isBusy ? "mt-0" : "mt-0 xl:col-span-2"}
        description={
          isBusy && mayChange ? "Another one can be started when the open one has ended." : undefined
        }
      >
        {replays.length === 0 ? (
          <EmptyState
            className="rounded-lg border bg-surface"
            icon={<History />}
            title="Nothing was replayed yet"
            description={
              mayChange
                ? "Choose a time range and look at the preview: nothing is sent before you confirm it."
                : "Replays that others start appear here."
            }
          />
        ) : (
          <ReplayList replays={replays} mayChange={mayChange} isWebhookActive={webhook.state === "active"} />
        )}
        {total > replays.length && (
          <p className="mt-2 text-xs text-muted">
            The newest {replays.length} of {total}.
          </p>
        )}
      </PageSection>
    </div>
  );
}
