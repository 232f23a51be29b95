import type { Context } from "#lib/auth/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { getSubscription, listSubscriptions } from "#lib/webhooks/data.ts";
import { fromMageId } from "./core/subscription-id.ts";
import { presentMageSubscription } from "./presenter.ts";
import type { MageListAnswer, MagePage, MageSubscriptionDto } from "./schema.ts";

/** The webhooks in Mage's format, newest first: Mage's API has no words for others. Throws AppError "forbidden". */
export async function listMageSubscriptions(
  ctx: Context,
  { number, size }: MagePage,
): Promise<MageListAnswer> {
  const { items, total } = await listSubscriptions(ctx, {
    page: number,
    itemsOnPage: size,
    orderBy: [],
    conditions: [{ column: "format", operator: "eq", values: ["mage"] }],
  });
  return {
    data: items.map(presentMageSubscription),
    meta: {
      total: total.filtered,
      page: number,
      per_page: size,
      total_pages: Math.ceil(total.filtered / size),
    },
  };
}

/** Throws AppError "not_found" also for a webhook in another format, and "forbidden". */
export async function getMageSubscription(ctx: Context, mageId: string): Promise<MageSubscriptionDto> {
  const id = fromMageId(mageId);
  if (id === null) throw notFound();
  const subscription = await getSubscription(ctx, id);
  if (subscription.format !== "mage") throw notFound();
  return presentMageSubscription(subscription);
}
