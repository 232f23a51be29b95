import "server-only";
import { loadAccess, loadInStore } from "#lib/auth/loaders.ts";
import { listCustomEventSchemas } from "./data.ts";

const CHOICES_MAX = 200;

/** The types of custom events to choose from in a form; none to whoever may not see them. */
export async function loadEventTypeChoices(): Promise<{ value: string; label: string }[]> {
  const { mayView } = await loadAccess("CUSTOM_EVENT");
  if (!mayView) return [];
  const query = { page: 1, itemsOnPage: CHOICES_MAX, orderBy: [], conditions: [] };
  const { items } = await loadInStore((ctx) => listCustomEventSchemas(ctx, query));
  return items.map(({ eventType, name }) => ({ value: eventType, label: name }));
}
