import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requireStoreContext } from "#lib/auth/session.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { loadStoreEvents } from "#lib/event-definitions/loaders.ts";
import { listHealth } from "#lib/webhooks/data.ts";
import { type LogRequest, toListQuery, toLogFilter } from "./core/log-query.ts";
import { SEARCH_ROWS_MAX } from "./core/log-sql.ts";
import { findEvent, getDelivery, listDeliveries, listNewestWebhookRefs, listWebhookRefs } from "./data.ts";
import { presentHold } from "./presenter.ts";
import type { DeliveryDetailsDto, DeliveryLog, TestEvent, WebhookRefDto } from "./schema.ts";

/** A page of the log. */
export async function loadDeliveryLog(request: LogRequest): Promise<DeliveryLog> {
  const ctx = await requireStoreContext();
  const { items, total, searchedTo } = await listDeliveries(ctx, toListQuery(request), {
    answers: request.answers,
    webhookId: request.logOfWebhookId,
  });
  const ids = new Set(items.map((item) => item.webhookSubscriptionId));
  const waiting = new Set(
    items.filter(({ state }) => state === "pending").map((item) => item.webhookSubscriptionId),
  );
  const [refs, health] = await Promise.all([listWebhookRefs(ctx, [...ids]), listHealth(ctx, [...waiting])]);
  const nowMs = ctx.services.now();
  const byId = new Map(refs.map((ref) => [ref.webhookSubscriptionId, ref]));
  return {
    rows: items.map((item) => ({
      ...item,
      webhook: byId.get(item.webhookSubscriptionId) ?? null,
      hold: presentHold(item, health.get(item.webhookSubscriptionId), nowMs),
    })),
    total: {
      all: total.all,
      filtered: total.filtered,
      countMax: searchedTo === null ? SEARCH_ROWS_MAX : Math.min(total.filtered, SEARCH_ROWS_MAX),
    },
    searchedTo,
    filter: toLogFilter(request),
    storeCode: ctx.scope.storeCode,
  };
}

/** A list to choose from stays one: whoever has more webhooks comes from the page of the one that is meant. */
const WEBHOOK_CHOICES_MAX = 100;

/** The webhooks that the log can be filtered by; those that it is filtered by are always among them. */
export async function loadWebhookChoices(chosenIds: readonly string[]): Promise<WebhookRefDto[]> {
  const ctx = await requireStoreContext();
  const [chosen, newest] = await Promise.all([
    listWebhookRefs(ctx, chosenIds),
    listNewestWebhookRefs(ctx, WEBHOOK_CHOICES_MAX),
  ]);
  const chosenSet = new Set(chosen.map((ref) => ref.webhookSubscriptionId));
  return [...chosen, ...newest.filter((ref) => !chosenSet.has(ref.webhookSubscriptionId))];
}

export async function loadTestEvents(): Promise<TestEvent[]> {
  return (await loadStoreEvents()).map(({ name, title, category, legacy }) => ({
    name,
    title,
    category,
    hasLegacyForm: legacy !== null,
  }));
}

export type LoadedDelivery = {
  delivery: DeliveryDetailsDto;
  webhook: WebhookRefDto | null;
  /** When the event happened; null when the retention has taken it. */
  occurredAt: string | null;
};

/** One that does not exist, or is of another store, is a page that does not exist. */
export async function loadDelivery(deliveryId: string): Promise<LoadedDelivery> {
  return (await findLoadedDelivery(deliveryId)) ?? notFound();
}

/** Null when it does not exist or is of another store. */
export const findLoadedDelivery = cache(async (deliveryId: string): Promise<LoadedDelivery | null> => {
  const ctx = await requireStoreContext();
  const delivery = await getDelivery(ctx, deliveryId).catch(orNull);
  if (delivery === null) return null;
  const [event, refs] = await Promise.all([
    findEvent(ctx, delivery.eventId),
    listWebhookRefs(ctx, [delivery.webhookSubscriptionId]),
  ]);
  return {
    delivery,
    webhook: refs[0] ?? null,
    occurredAt: event?.createdAt ?? null,
  };
});

function orNull(error: unknown): null {
  if (error instanceof AppError && error.code === "not_found") return null;
  throw error;
}
