import { retryDelivery } from "#lib/deliveries/mutations.ts";
import { AttemptResultDto } from "#lib/deliveries/schema.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { resultExample } from "../../../examples.ts";

const retry = defineRoute({
  operationId: "webhookDeliveryRetry",
  summary: "Make an attempt now",
  description:
    "Waits for the receiver and answers with what came back. Success ends the delivery; failure leaves its schedule as it is.",
  tags: ["Webhook delivery"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  response: { 200: AttemptResultDto },
  errors: [409],
  examples: { response: resultExample },
  handler: ({ ctx, param }) => retryDelivery(ctx, param("delivery")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: retry });
