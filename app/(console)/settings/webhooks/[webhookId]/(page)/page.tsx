import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { RANGE_SEARCH_PARAMS } from "#components/statistics/range-search-params.ts";
import { RangeSwitch } from "#components/statistics/range-switch.tsx";
import { TrafficCharts } from "#components/statistics/traffic-charts.tsx";
import { Figures, TrafficTotals } from "#components/statistics/traffic-totals.tsx";
import { HealthLine } from "#components/webhooks/health-line.tsx";
import { WaitingFigure } from "#components/webhooks/waiting-figure.tsx";
import { toWebhookRow, webhookName } from "#components/webhooks/webhook-row.ts";
import { loadTraffic } from "#lib/statistics/loaders.ts";
import { loadSubscription, loadVitals, loadWebhookAccess } from "#lib/webhooks/loaders.ts";

const loadSearch = createLoader(RANGE_SEARCH_PARAMS);

type WebhookPageProps = {
  params: Promise<{ webhookId: string }>;
  searchParams: Promise<SearchParams>;
};

export async function generateMetadata({ params }: WebhookPageProps): Promise<Metadata> {
  const { mayView } = await loadWebhookAccess();
  if (!mayView) return { title: "Webhook" };
  return { title: webhookName(toWebhookRow(await loadSubscription((await params).webhookId))) };
}

export default async function WebhookPage({ params, searchParams }: WebhookPageProps) {
  const [{ webhookId }, { range }, { mayView }] = await Promise.all([
    params,
    loadSearch(searchParams),
    loadWebhookAccess(),
  ]);
  if (!mayView) return null;
  const webhook = await loadSubscription(webhookId);
  const [traffic, vitals] = await Promise.all([loadTraffic(range, webhookId), loadVitals(webhookId)]);
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <HealthLine state={webhook.state} p50Ms={traffic.totals.p50Ms} range={range} vitals={vitals} />
        <RangeSwitch current={range} href={`/settings/webhooks/${webhookId}`} />
      </div>
      <Figures>
        <TrafficTotals totals={traffic.totals} />
        <WaitingFigure vitals={vitals} />
      </Figures>
      <TrafficCharts traffic={traffic} />
    </>
  );
}
