import "server-only";
import { cache } from "react";
import { loadAccess, loadInStore } from "#lib/auth/loaders.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import type { Versioned } from "../version.ts";
import { getCustomEventSchema, listCustomEventSchemas } from "./data.ts";
import type { CustomEventSchemaDto, CustomEventSchemaListDto } from "./schema.ts";

/** Each throws AppError "forbidden", where nothing else is said. */

export function loadCustomEventSchemas(query: ListQuery): Promise<CustomEventSchemaListDto> {
  return loadInStore((ctx) => listCustomEventSchemas(ctx, query));
}

/** An unknown one is the not-found page. */
export const loadCustomEventSchema = cache(
  (eventType: string): Promise<Versioned<CustomEventSchemaDto>> =>
    loadInStore((ctx) => getCustomEventSchema(ctx, eventType)),
);

const CHOICES_MAX = 200;

/** The types of custom events to choose from in a form; none to whoever may not see them. */
export async function loadEventTypeChoices(): Promise<{ value: string; label: string }[]> {
  const { mayView } = await loadAccess("CUSTOM_EVENT");
  if (!mayView) return [];
  const query = { page: 1, itemsOnPage: CHOICES_MAX, orderBy: [], conditions: [] };
  const { items } = await loadInStore((ctx) => listCustomEventSchemas(ctx, query));
  return items.map(({ eventType, name }) => ({ value: eventType, label: name }));
}
