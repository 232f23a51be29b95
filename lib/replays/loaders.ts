import "server-only";
import { requireStoreContext } from "#lib/auth/session.ts";
import { listReplays } from "./data.ts";
import type { ReplayDto } from "./schema.ts";

/** What the page of a webhook shows; older ones are in the REST API. */
const SHOWN_MAX = 20;

export type WebhookReplays = { replays: ReplayDto[]; total: number };

/** The newest replays of a webhook. Throws AppError "forbidden". */
export async function loadReplays(webhookId: string): Promise<WebhookReplays> {
  const { items, total } = await listReplays(await requireStoreContext(), {
    page: 1,
    itemsOnPage: SHOWN_MAX,
    orderBy: [],
    conditions: [{ column: "webhookSubscriptionId", operator: "eq", values: [webhookId] }],
  });
  return { replays: items, total: total.filtered };
}
