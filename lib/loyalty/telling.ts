import { type Context, isAllowed } from "#lib/auth/context.ts";
import { countDeliveriesOf } from "#lib/events/event-search.ts";
import { publishedIn } from "./action.ts";
import type { Told } from "./core/told.ts";

/** Runs a verb for somebody who wants to see what it published, and where that goes. Throws what the verb throws. */
export async function telling<T>(ctx: Context, verb: () => Promise<T>): Promise<Told<T>> {
  const before = publishedIn(ctx).length;
  const result = await verb();
  const published = publishedIn(ctx).slice(before);
  const counts = await countDeliveriesOf(
    ctx.services.db.pool,
    published.map(({ eventId }) => eventId),
  );
  return {
    result,
    mayOpen: isAllowed(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW"),
    events: published.map(({ eventId, eventName }) => {
      const { succeeded = 0, pending = 0, exhausted = 0, cancelled = 0 } = counts.get(eventId) ?? {};
      return { eventId, eventName, deliveries: succeeded + pending + exhausted + cancelled };
    }),
  };
}
