import type { SubscriptionDto } from "#lib/webhooks/schema.ts";
import { toMageId } from "./core/subscription-id.ts";
import type { MageSubscriptionDto } from "./schema.ts";

/** A webhook in Mage's format as Mage's API shows it. Paused and disabled ones are not active. */
export function presentMageSubscription(subscription: SubscriptionDto): MageSubscriptionDto {
  return {
    type: "webhook_subscription",
    id: toMageId(subscription.webhookSubscriptionId),
    attributes: {
      url: subscription.url,
      events: subscription.mageEvents,
      is_active: subscription.state === "active",
      description: subscription.description,
      created_at: subscription.createdAt,
      updated_at: subscription.updatedAt,
    },
  };
}
