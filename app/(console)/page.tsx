import { Plus, Webhook } from "lucide-react";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { HOME_HREF } from "#components/console/console-pages.ts";
import { NoAccess } from "#components/console/no-access.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { PageSection } from "#components/layout/page-section.tsx";
import { AttentionList } from "#components/statistics/attention-list.tsx";
import { BacklogFigure } from "#components/statistics/backlog-figure.tsx";
import { LatestFailures } from "#components/statistics/latest-failures.tsx";
import { RANGE_SEARCH_PARAMS } from "#components/statistics/range-search-params.ts";
import { RangeSwitch } from "#components/statistics/range-switch.tsx";
import { TrafficCharts } from "#components/statistics/traffic-charts.tsx";
import { Figures, TrafficTotals } from "#components/statistics/traffic-totals.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { loadLatestFailures, loadOverview, loadTraffic } from "#lib/statistics/loaders.ts";
import { loadWebhookAccess } from "#lib/webhooks/loaders.ts";

export const metadata: Metadata = { title: "Overview" };

const loadSearch = createLoader(RANGE_SEARCH_PARAMS);

type OverviewPageProps = { searchParams: Promise<SearchParams> };

export default async function OverviewPage({ searchParams }: OverviewPageProps) {
  const [{ mayView, mayChange }, { range }] = await Promise.all([
    loadWebhookAccess(),
    loadSearch(searchParams),
  ]);
  if (!mayView) return <NoAccess need="see the overview" />;
  const [traffic, overview, failures] = await Promise.all([
    loadTraffic(range),
    loadOverview(),
    loadLatestFailures(),
  ]);
  if (overview.webhookCount === 0 && traffic.totals.attempts === 0) {
    return (
      <>
        <PageHeader title="Overview" description={DESCRIPTION} />
        <div className="rounded-lg border border-dashed bg-surface">
          <EmptyState
            icon={<Webhook />}
            title="Nothing is sent yet"
            description="Once a webhook is there, this page shows what was sent, how it went, and which webhook needs attention."
            actions={
              mayChange && (
                <ButtonLink href="/settings/webhooks/new" variant="primary">
                  <Plus aria-hidden />
                  Add New Webhook
                </ButtonLink>
              )
            }
          />
        </div>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title="Overview"
        description={DESCRIPTION}
        actions={<RangeSwitch current={range} href={HOME_HREF} />}
      />
      <Figures>
        <TrafficTotals totals={traffic.totals} />
        <BacklogFigure backlog={overview.backlog} />
      </Figures>
      <TrafficCharts traffic={traffic} />
      <div className="mt-8 grid grid-cols-[minmax(0,1fr)] gap-8 xl:grid-cols-2 [&>section]:mt-0">
        <PageSection title="Needs attention">
          <AttentionList items={overview.attention} count={overview.attentionCount} />
        </PageSection>
        <PageSection title="Latest failures">
          <LatestFailures rows={failures} />
        </PageSection>
      </div>
    </>
  );
}

const DESCRIPTION = "What was sent to the webhooks of this store, and how it went.";
