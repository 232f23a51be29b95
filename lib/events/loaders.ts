import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requireStoreContext } from "#lib/auth/session.ts";
import { AppError } from "#lib/errors/app-error.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { explainEvent, getEvent, listEvents } from "./data.ts";
import type { EventList, EventRequest, ExplainedEvent, PublishedEvent } from "./schema.ts";

/** A page of what was published. Throws AppError "forbidden". */
export async function loadEvents(request: EventRequest): Promise<EventList> {
  return listEvents(await requireStoreContext(), request);
}

/** One that does not exist, or is of another store, is a page that does not exist. */
export const loadEvent = cache(async (eventId: string): Promise<PublishedEvent> => {
  return getEvent(await requireStoreContext(), eventId).catch(orNotFound);
});

/** The event with a page of the webhooks of its store; an unknown one is a page that does not exist. */
export async function loadEventDetails(eventId: string, query: ListQuery): Promise<ExplainedEvent> {
  return explainEvent(await requireStoreContext(), eventId, query).catch(orNotFound);
}

function orNotFound(error: unknown): never {
  if (error instanceof AppError && error.code === "not_found") notFound();
  throw error;
}
