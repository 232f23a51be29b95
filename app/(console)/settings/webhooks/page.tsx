import { Plus } from "lucide-react";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import type { ReactNode } from "react";
import { FilterNotTaken } from "#components/console/filter-not-taken.tsx";
import { NoAccess } from "#components/console/no-access.tsx";
import { toTableState } from "#components/data-table/table-search-params.ts";
import { PageHeader } from "#components/layout/page-header.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { toWebhookRow } from "#components/webhooks/webhook-row.ts";
import { requireStoreContext } from "#lib/auth/session.ts";
import { loadTestEvents } from "#lib/deliveries/loaders.ts";
import { loadActivity } from "#lib/statistics/loaders.ts";
import {
  loadEventOptions,
  loadSubscriptions,
  loadWebhookAccess,
  SUBSCRIPTION_COLUMNS,
} from "#lib/webhooks/loaders.ts";
import { conditionsOf, toListQuery } from "../../list-query.ts";
import { loadWebhookListParams } from "./search-params.ts";
import { WebhookTable } from "./webhook-table.tsx";

export const metadata: Metadata = { title: "Webhooks" };

type WebhooksPageProps = { searchParams: Promise<SearchParams> };

export default async function WebhooksPage({ searchParams }: WebhooksPageProps) {
  const [{ mayView, mayChange }, { scope }, params] = await Promise.all([
    loadWebhookAccess(),
    requireStoreContext(),
    loadWebhookListParams(searchParams),
  ]);
  if (!mayView) return <Page actions={null} content={<NoAccess need="see the webhooks" />} />;

  const result = toListQuery(toTableState(params), SUBSCRIPTION_COLUMNS);
  if (!result.ok)
    return (
      <Page actions={null} content={<FilterNotTaken href="/settings/webhooks" issues={result.issues} />} />
    );

  const [{ items, total, activity }, events, testEvents] = await Promise.all([
    loadSubscriptions(result.query).then(async (list) => ({
      ...list,
      activity: await loadActivity(list.items.map((item) => item.webhookSubscriptionId)),
    })),
    loadEventOptions(),
    mayChange ? loadTestEvents() : [],
  ]);
  // Without any webhook the way to the first one stands in the middle of the page.
  const actions = mayChange && total.all > 0 && (
    <ButtonLink href="/settings/webhooks/new" variant="primary">
      <Plus aria-hidden />
      Add New Webhook
    </ButtonLink>
  );
  return (
    <Page
      actions={actions}
      content={
        <WebhookTable
          storeCode={scope.storeCode}
          rows={items.map((item) => toWebhookRow(item, activity.get(item.webhookSubscriptionId)))}
          total={{ all: total.all, filtered: total.filtered, isEstimated: total.estimated }}
          events={events}
          testEvents={testEvents}
          mayChange={mayChange}
          matching={conditionsOf(toTableState(params)).toString()}
        />
      }
    />
  );
}

function Page({ actions, content }: { actions: ReactNode; content: ReactNode }) {
  return (
    <>
      <PageHeader
        title="Webhooks"
        description="What happens in the loyalty programme is sent to these addresses, signed."
        actions={actions}
      />
      {content}
    </>
  );
}
