import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { NoAccess } from "#components/console/no-access.tsx";
import { EventDetails } from "#components/events/event-details.tsx";
import { MATCH_SEARCH_PARAMS, toMatchQuery } from "#components/events/event-search-params.ts";
import { loadEvent, loadEventDetails } from "#lib/events/loaders.ts";
import { loadWebhookAccess } from "#lib/webhooks/loaders.ts";

const loadSearch = createLoader(MATCH_SEARCH_PARAMS);

type EventPageProps = { params: Promise<{ eventId: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: EventPageProps): Promise<Metadata> {
  const { mayView } = await loadWebhookAccess();
  if (!mayView) return { title: "Event" };
  return { title: (await loadEvent((await params).eventId)).eventName };
}

export default async function EventPage({ params, searchParams }: EventPageProps) {
  const { mayView } = await loadWebhookAccess();
  if (!mayView) return <NoAccess need="see the events" />;
  const [{ eventId }, search] = await Promise.all([params, loadSearch(searchParams)]);
  const { event, webhooks } = await loadEventDetails(eventId, toMatchQuery(search));
  return <EventDetails event={event} webhooks={webhooks} />;
}
