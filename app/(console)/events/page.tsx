import { Radio } from "lucide-react";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { NoAccess } from "#components/console/no-access.tsx";
import { EventLog } from "#components/events/event-log.tsx";
import { EVENT_SEARCH_PARAMS, toEventRequest } from "#components/events/event-search-params.ts";
import { PageHeader } from "#components/layout/page-header.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { loadEvents } from "#lib/events/loaders.ts";
import { loadEventOptions, loadWebhookAccess } from "#lib/webhooks/loaders.ts";

export const metadata: Metadata = { title: "Events" };

const loadSearch = createLoader(EVENT_SEARCH_PARAMS);

type EventsPageProps = { searchParams: Promise<SearchParams> };

export default async function EventsPage({ searchParams }: EventsPageProps) {
  const { mayView } = await loadWebhookAccess();
  if (!mayView) return <NoAccess need="see the events" />;
  const list = await loadEvents(toEventRequest(await loadSearch(searchParams)));
  return (
    <>
      <PageHeader
        title="Events"
        description="What happened in the programme and was published, whether or not a webhook listens to it."
      />
      <EventLog
        list={list}
        events={await loadEventOptions()}
        empty={
          <EmptyState
            icon={<Radio />}
            title="Nothing was published yet"
            description="An event appears here when something happens in the programme, or when one is published over the API."
            actions={<ButtonLink href="/catalogue">See what can happen</ButtonLink>}
          />
        }
      />
    </>
  );
}
