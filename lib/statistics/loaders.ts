import "server-only";
import { requireStoreContext } from "#lib/auth/session.ts";
import type { TrafficRange } from "./core/range.ts";
import { getTraffic } from "./data.ts";
import type { TrafficDto } from "./schema.ts";

/** Of the current store, or of one of its webhooks. Throws AppError "forbidden". */
export async function loadTraffic(range: TrafficRange, webhookId?: string): Promise<TrafficDto> {
  return getTraffic(await requireStoreContext(), range, webhookId ?? null);
}
