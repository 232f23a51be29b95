import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requireStoreContext } from "#lib/auth/session.ts";
import { type StoreEvent, storeEvents } from "./core/store-event.ts";
import { allDefinitions, findEventDefinition } from "./data.ts";
import type { EventDefinitionDto } from "./schema.ts";

/** All events of the current store: the catalogue's, then its own. */
export const loadStoreEvents = cache(async (): Promise<StoreEvent[]> => {
  return storeEvents(await allDefinitions(await requireStoreContext()));
});

/** One that the store has not defined is a page that does not exist. */
export const loadEventDefinition = cache(async (eventName: string): Promise<EventDefinitionDto> => {
  return (await findEventDefinition(await requireStoreContext(), eventName)) ?? notFound();
});
