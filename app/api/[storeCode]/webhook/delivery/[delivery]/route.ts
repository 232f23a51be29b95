import { getDelivery } from "#lib/deliveries/data.ts";
import { DeliveryDetailsDto } from "#lib/deliveries/schema.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { attemptExample, deliveryExample } from "../../examples.ts";

const details = defineRoute({
  operationId: "webhookDeliveryGet",
  summary: "Get a delivery with its attempts",
  description:
    "Each attempt with the request that was sent and what came back, up to 16 KiB of it. `hold` says what keeps a pending delivery back although its time has come: the receiver's break, an open breaker, an earlier delivery of an ordered webhook, the pace after a pause, few slots or the rate.",
  tags: ["Webhook delivery"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "VIEW"],
  response: { 200: DeliveryDetailsDto },
  examples: { response: { ...deliveryExample, hold: null, attemptList: [attemptExample] } },
  handler: ({ ctx, param }) => getDelivery(ctx, param("delivery")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: details });
