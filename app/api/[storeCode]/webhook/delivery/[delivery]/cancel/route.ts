import { cancelDelivery } from "#lib/deliveries/mutations.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";

const cancel = defineRoute({
  operationId: "webhookDeliveryCancel",
  summary: "Stop retrying a delivery",
  description: "A delivery that is over already is a 409.",
  tags: ["Webhook delivery"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  response: { 204: null },
  errors: [409],
  handler: ({ ctx, param }) => cancelDelivery(ctx, param("delivery")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: cancel });
