import { Send } from "lucide-react";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { DeliveryLog } from "#components/deliveries/delivery-log.tsx";
import {
  LOG_SEARCH_PARAMS,
  OPENED_PARAM,
  OPENED_SEARCH_PARAMS,
  toLogRequest,
} from "#components/deliveries/log-search-params.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { loadDeliveryLog } from "#lib/deliveries/loaders.ts";
import { loadEventOptions, loadSubscription, loadWebhookAccess } from "#lib/webhooks/loaders.ts";

import { openedDelivery } from "../../../../../deliveries/opened-delivery.tsx";

const loadSearch = createLoader({ ...LOG_SEARCH_PARAMS, ...OPENED_SEARCH_PARAMS });

type WebhookDeliveriesPageProps = {
  params: Promise<{ webhookId: string }>;
  searchParams: Promise<SearchParams>;
};

export const metadata: Metadata = { title: "Deliveries of the webhook" };

export default async function WebhookDeliveriesPage({ params, searchParams }: WebhookDeliveriesPageProps) {
  const [{ webhookId }, search, { mayView, mayChange }] = await Promise.all([
    params,
    loadSearch(searchParams),
    loadWebhookAccess(),
  ]);
  if (!mayView) return null;
  const webhook = await loadSubscription(webhookId);
  const [log, opened] = await Promise.all([
    loadDeliveryLog(toLogRequest(search, webhook.webhookSubscriptionId)),
    openedDelivery(search[OPENED_PARAM], mayChange),
  ]);
  return (
    <DeliveryLog
      log={log}
      events={await loadEventOptions()}
      mayChange={mayChange}
      opened={opened}
      empty={
        <EmptyState
          icon={<Send />}
          title="Nothing was sent yet"
          description={
            mayChange
              ? "Send a test to see the first delivery, or wait for the next event."
              : "A delivery appears here when the next event happens."
          }
        />
      }
    />
  );
}
