import { Send } from "lucide-react";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { NoAccess } from "#components/console/no-access.tsx";
import { DeliveryLog } from "#components/deliveries/delivery-log.tsx";
import {
  LOG_SEARCH_PARAMS,
  OPENED_PARAM,
  OPENED_SEARCH_PARAMS,
  toLogRequest,
} from "#components/deliveries/log-search-params.ts";
import { PageHeader } from "#components/layout/page-header.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { loadDeliveryLog, loadWebhookChoices } from "#lib/deliveries/loaders.ts";
import { loadEventOptions, loadWebhookAccess } from "#lib/webhooks/loaders.ts";
import { openedDelivery } from "./opened-delivery.tsx";

export const metadata: Metadata = { title: "Deliveries" };

const loadSearch = createLoader({ ...LOG_SEARCH_PARAMS, ...OPENED_SEARCH_PARAMS });

type DeliveriesPageProps = { searchParams: Promise<SearchParams> };

export default async function DeliveriesPage({ searchParams }: DeliveriesPageProps) {
  const { mayView, mayChange } = await loadWebhookAccess();
  if (!mayView) return <NoAccess need="see the deliveries" />;
  const search = await loadSearch(searchParams);
  const request = toLogRequest(search);
  const [log, webhooks, opened] = await Promise.all([
    loadDeliveryLog(request),
    loadWebhookChoices(request.webhookIds),
    openedDelivery(search[OPENED_PARAM], mayChange),
  ]);
  return (
    <>
      <PageHeader
        title="Deliveries"
        description="Every event on its way to a webhook: what was sent, what came back, and what follows."
      />
      <DeliveryLog
        log={log}
        events={await loadEventOptions()}
        webhooks={webhooks}
        mayChange={mayChange}
        opened={opened}
        empty={
          <EmptyState
            icon={<Send />}
            title="Nothing was sent yet"
            description="A delivery appears here for each event that a webhook listens to. Open a webhook and send a test to see the first one."
            actions={
              <ButtonLink href="/settings/webhooks" variant="primary">
                Go to webhooks
              </ButtonLink>
            }
          />
        }
      />
    </>
  );
}
