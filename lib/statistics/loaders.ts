import "server-only";
import { requireStoreContext } from "#lib/auth/session.ts";
import { listDeliveries, listWebhookRefs } from "#lib/deliveries/data.ts";
import type { LogRow } from "#lib/deliveries/schema.ts";
import type { TrafficRange } from "./core/range.ts";
import { getOverview, getTraffic, listActivity } from "./data.ts";
import type { OverviewDto, TrafficDto, WebhookActivityDto } from "./schema.ts";

/** Of the current store, or of one of its webhooks. Throws AppError "forbidden". */
export async function loadTraffic(range: TrafficRange, webhookId?: string): Promise<TrafficDto> {
  return getTraffic(await requireStoreContext(), range, webhookId ?? null);
}

/** Throws AppError "forbidden". */
export async function loadActivity(ids: readonly string[]): Promise<Map<string, WebhookActivityDto>> {
  return listActivity(await requireStoreContext(), ids);
}

/** Throws AppError "forbidden". */
export async function loadOverview(): Promise<OverviewDto> {
  return getOverview(await requireStoreContext());
}

const FAILURES_MAX = 6;

/** The newest deliveries whose last attempt failed. Throws AppError "forbidden". */
export async function loadLatestFailures(): Promise<Omit<LogRow, "hold">[]> {
  const ctx = await requireStoreContext();
  const { items } = await listDeliveries(ctx, {
    page: 1,
    itemsOnPage: FAILURES_MAX,
    orderBy: [],
    conditions: [{ column: "lastErrorCode", operator: "hasValue", values: [] }],
  });
  const refs = await listWebhookRefs(ctx, [...new Set(items.map((item) => item.webhookSubscriptionId))]);
  const byId = new Map(refs.map((ref) => [ref.webhookSubscriptionId, ref]));
  return items.map((item) => ({ ...item, webhook: byId.get(item.webhookSubscriptionId) ?? null }));
}
