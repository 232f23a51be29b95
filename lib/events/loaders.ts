import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requireStoreContext } from "#lib/auth/session.ts";
import { catalogueEntries } from "#lib/catalogue/catalogue.ts";
import { CATEGORY_TITLES } from "#lib/catalogue/event-names.ts";
import { dataJsonSchema } from "#lib/catalogue/json-schema.ts";
import { schemaTree } from "#lib/catalogue/schema-tree.ts";
import type { CatalogueEntry } from "#lib/catalogue/types.ts";
import { AppError } from "#lib/errors/app-error.ts";
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

/** All events of the catalogue, category by category. Throws AppError "forbidden". */
export async function loadCatalogue(): Promise<CatalogueItem[]> {
  const listening = await countListening(await requireStoreContext());
  return catalogueEntries().map((entry) => toItem(entry, listening));
}

/** One that is not in the catalogue is a page that does not exist. Throws AppError "forbidden". */
export const loadCatalogueEntry = cache(async (name: string): Promise<CatalogueDetails> => {
  const entry = catalogueEntries().find((candidate) => candidate.name === name);
  if (entry === undefined) notFound();
  const ctx = await requireStoreContext();
  const listening = await countListening(ctx);
  const { v5, legacy, mage } = exampleBodies(entry, ctx.scope.storeCode);
  const schema = dataJsonSchema(entry.name);
  return {
    ...toItem(entry, listening),
    triggers: entry.triggers,
    fields: schemaTree(schema),
    schemaJson: JSON.stringify(schema, null, 2),
    examples: [
      { format: "Version 5", body: v5 },
      ...(legacy === null ? [] : [{ format: "Legacy", body: legacy }]),
      ...mage.map(({ event, body }) => ({ format: `Mage, ${event}`, body })),
    ],
  };
});

function toItem(
  { name, title, category, description }: CatalogueEntry,
  listening: ReadonlyMap<string, number>,
): CatalogueItem {
  return {
    name,
    title,
    category: CATEGORY_TITLES[category],
    description,
    listening: listening.get(name) ?? 0,
  };
}

function orNotFound(error: unknown): never {
  if (error instanceof AppError && error.code === "not_found") notFound();
  throw error;
}
