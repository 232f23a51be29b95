import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { loadAccess, type PageAccess } from "#lib/auth/loaders.ts";
import { requireStoreContext } from "#lib/auth/session.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { loadStoreEvents } from "#lib/event-definitions/loaders.ts";
import { csvLine } from "#lib/http/core/csv.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { exampleBodies } from "#lib/signing/example-bodies.ts";
import type { EventChoice, EventOption } from "./core/event-choice.ts";
import {
  eachSubscription,
  getSubscription,
  getVitals,
  listChanges,
  listDisabledNotices,
  listSecrets,
  listSubscriptions,
  type WebhookChanges,
} from "./data.ts";
import type {
  DisabledNotices,
  SecretDto,
  SubscriptionDetailsDto,
  SubscriptionDto,
  SubscriptionListDto,
  VitalsDto,
} from "./schema.ts";

export { SUBSCRIPTION_COLUMNS } from "./data.ts";

/** What the administrator may do with the webhooks of the current store. */
export function loadWebhookAccess(): Promise<PageAccess> {
  return loadAccess("WEBHOOK_SUBSCRIPTION");
}

/** Values of headers are hidden: the console never shows them. Throws AppError "forbidden". */
export const loadSubscriptions = cache(async (query: ListQuery): Promise<SubscriptionListDto> => {
  return listSubscriptions(await requireStoreContext(), query, { headerValues: "hidden" });
});

/** The filtered list as CSV, in pieces of whole lines. Throws AppError "forbidden". */
export async function loadSubscriptionExport(query: ListQuery): Promise<AsyncIterable<string>> {
  return csvOf(eachSubscription(await requireStoreContext(), query));
}

async function* csvOf(pages: AsyncIterable<SubscriptionDto[]>): AsyncGenerator<string> {
  yield csvLine(EXPORT_COLUMNS);
  for await (const page of pages) {
    yield page
      .map((webhook) =>
        csvLine([
          webhook.webhookSubscriptionId,
          webhook.eventNames.join(" "),
          webhook.activeFrom,
          webhook.legacy,
          webhook.url,
          webhook.state,
          webhook.disabledReason,
          webhook.health.condition,
          webhook.description,
          webhook.createdAt,
          webhook.updatedAt,
        ]),
      )
      .join("");
  }
}

const EXPORT_COLUMNS = [
  "Webhook id",
  "Events",
  "Active from (UTC)",
  "Legacy",
  "URL",
  "Status",
  "Disabled because",
  "Condition",
  "Description",
  "Created (UTC)",
  "Last changed (UTC)",
];

/** Values of headers are hidden. An unknown or foreign id is the not-found page. Throws AppError "forbidden". */
export const loadSubscription = cache(async (id: string): Promise<SubscriptionDetailsDto> => {
  try {
    return await getSubscription(await requireStoreContext(), id, { headerValues: "hidden" });
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});

/** Of a webhook that `loadSubscription` has found. Each throws AppError "forbidden". */
export async function loadSecrets(id: string): Promise<SecretDto[]> {
  return listSecrets(await requireStoreContext(), id);
}

export async function loadVitals(id: string): Promise<VitalsDto> {
  return getVitals(await requireStoreContext(), id);
}

export async function loadChanges(id: string, before: string | null): Promise<WebhookChanges> {
  return listChanges(await requireStoreContext(), id, before);
}

const NOTICES_MAX = 3;

/** What every page says at its top: which webhooks were disabled by themselves. Nothing to whoever may not see them. */
export async function loadDisabledNotices(): Promise<DisabledNotices> {
  const { mayView } = await loadWebhookAccess();
  if (!mayView) return { notices: [], ids: [] };
  return listDisabledNotices(await requireStoreContext(), NOTICES_MAX);
}

/** The events as a filter offers them. */
export async function loadEventOptions(): Promise<EventOption[]> {
  return (await loadStoreEvents()).map(({ name, title, category }) => ({ name, title, category }));
}

/** The events as a form offers them, with the bodies that a webhook of the current store would be sent. */
export const loadEventChoices = cache(async (): Promise<EventChoice[]> => {
  const { scope } = await requireStoreContext();
  return (await loadStoreEvents()).map((event) => ({
    name: event.name,
    title: event.title,
    category: event.category,
    description: event.description,
    example: exampleBodies(event, scope.storeCode),
  }));
});
