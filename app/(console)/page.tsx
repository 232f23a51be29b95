import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { HOME_HREF } from "#components/console/console-pages.ts";
import { PageHeader } from "#components/layout/page-header.tsx";
import { RANGE_SEARCH_PARAMS } from "#components/statistics/range-search-params.ts";
import { RangeSwitch } from "#components/statistics/range-switch.tsx";
import { TrafficCharts } from "#components/statistics/traffic-charts.tsx";
import { Figures, TrafficTotals } from "#components/statistics/traffic-totals.tsx";
import { NoWebhookAccess } from "#components/webhooks/no-webhook-access.tsx";
import { loadTraffic } from "#lib/statistics/loaders.ts";
import { loadWebhookAccess } from "#lib/webhooks/loaders.ts";

export const metadata: Metadata = { title: "Overview" };

const loadSearch = createLoader(RANGE_SEARCH_PARAMS);

type OverviewPageProps = { searchParams: Promise<SearchParams> };

export default async function OverviewPage({ searchParams }: OverviewPageProps) {
  const [{ mayView }, { range }] = await Promise.all([loadWebhookAccess(), loadSearch(searchParams)]);
  if (!mayView) return <NoWebhookAccess need="see the overview" />;
  const traffic = await loadTraffic(range);
  return (
    <>
      <PageHeader
        title="Overview"
        description="What was sent to the webhooks of this store, and how it went."
        actions={<RangeSwitch current={range} href={HOME_HREF} />}
      />
      <Figures>
        <TrafficTotals totals={traffic.totals} />
      </Figures>
      <TrafficCharts traffic={traffic} />
    </>
  );
}
