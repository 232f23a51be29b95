import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { pauseSubscription } from "#lib/webhooks/mutations.ts";

const pause = defineRoute({
  operationId: "webhookSubscriptionPause",
  summary: "Pause a webhook subscription",
  description: "Deliveries wait until it is resumed. A disabled webhook cannot be paused.",
  tags: ["Webhook subscription"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  response: { 204: null },
  errors: [409],
  takesIfMatch: true,
  handler: async ({ ctx, param, expectedVersion }) => {
    await pauseSubscription(ctx, param("webhookSubscription"), { expectedVersion });
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: pause });
