import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requireStoreContext } from "#lib/auth/session.ts";
import { isEventName } from "#lib/catalogue/event-names.ts";
import { dataJsonSchema } from "#lib/catalogue/json-schema.ts";
import { schemaTree } from "#lib/catalogue/schema-tree.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { builtInEvent, definedEvent, type StoreEvent } from "#lib/event-definitions/core/store-event.ts";
import { loadEventDefinition, loadStoreEvents } from "#lib/event-definitions/loaders.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { exampleBodies } from "#lib/signing/example-bodies.ts";
import { countListening, explainEvent, getEvent, listEvents, listSubjectEvents } from "./data.ts";
import type {
  CatalogueDetails,
  CatalogueItem,
  EventList,
  EventRequest,
  ExplainedEvent,
  PublishedEvent,
  SubjectEvents,
} from "./schema.ts";

/** A page of what was published. Throws AppError "forbidden". */
export async function loadEvents(request: EventRequest): Promise<EventList> {
  return listEvents(await requireStoreContext(), request);
}

/** Of something that the page has found. Throws AppError "forbidden". */
export async function loadSubjectEvents(
  subjectId: string,
  page: { page: number; pageSize: number },
): Promise<SubjectEvents> {
  return listSubjectEvents(await requireStoreContext(), subjectId, page);
}

/** One that does not exist, or is of another store, is a page that does not exist. */
export const loadEvent = cache(async (eventId: string): Promise<PublishedEvent> => {
  return getEvent(await requireStoreContext(), eventId).catch(orNotFound);
});

/** The event with a page of the webhooks of its store; an unknown one is a page that does not exist. */
export async function loadEventDetails(eventId: string, query: ListQuery): Promise<ExplainedEvent> {
  return explainEvent(await requireStoreContext(), eventId, query).catch(orNotFound);
}

/** All events of the store, category by category: the catalogue's and its own. Throws AppError "forbidden". */
export async function loadCatalogue(): Promise<CatalogueItem[]> {
  const listening = await countListening(await requireStoreContext());
  return (await loadStoreEvents()).map((event) => toItem(event, listening));
}

/** One that is not in the catalogue is a page that does not exist. Throws AppError "forbidden". */
export const loadCatalogueEntry = cache(async (name: string): Promise<CatalogueDetails> => {
  const ctx = await requireStoreContext();
  const listening = await countListening(ctx);
  const { event, schema } = await eventOf(name);
  const { v5, legacy, mage } = exampleBodies(event, ctx.scope.storeCode);
  return {
    ...toItem(event, listening),
    triggers: event.triggers,
    fields: schemaTree(schema),
    schemaJson: JSON.stringify(schema, null, 2),
    examples: [
      { format: "Version 5", body: v5 },
      ...(legacy === null ? [] : [{ format: "Legacy", body: legacy }]),
      ...mage.map(({ event, body }) => ({ format: `Mage, ${event}`, body })),
    ],
  };
});

async function eventOf(name: string): Promise<{ event: StoreEvent; schema: object }> {
  const builtIn = builtInEvent(name);
  if (builtIn !== undefined && isEventName(name)) return { event: builtIn, schema: dataJsonSchema(name) };
  const definition = await loadEventDefinition(name);
  return { event: definedEvent(definition), schema: definition.schema };
}

function toItem(
  { name, title, category, description, isOwn }: StoreEvent,
  listening: ReadonlyMap<string, number>,
): CatalogueItem {
  return {
    name,
    title,
    category,
    description,
    isOwn,
    listening: listening.get(name) ?? 0,
  };
}

function orNotFound(error: unknown): never {
  if (error instanceof AppError && error.code === "not_found") notFound();
  throw error;
}
