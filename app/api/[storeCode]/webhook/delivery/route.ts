import { DELIVERY_COLUMNS } from "#lib/deliveries/core/list-columns.ts";
import { listDeliveries } from "#lib/deliveries/data.ts";
import { DeliveryListDto } from "#lib/deliveries/schema.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { deliveryExample } from "../examples.ts";

const list = defineRoute({
  operationId: "webhookDeliveryGetList",
  summary: "Get the delivery log",
  description:
    "A deliveryId is the messageId of the body and the webhook-id header. A search looks at five thousand deliveries at most. Where it ends before the log does, `searchedTo` says how far it went, `total` counts what was found so far, and `createdAt[lt]=<searchedTo>` goes on (oldest first: `createdAt[gt]`).",
  tags: ["Webhook delivery"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "VIEW"],
  query: listQuery(DELIVERY_COLUMNS),
  response: { 200: DeliveryListDto },
  examples: {
    response: {
      items: [deliveryExample],
      total: { all: 1, filtered: 1, estimated: false },
      searchedTo: null,
    },
  },
  handler: ({ ctx, query }) => listDeliveries(ctx, query),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list });
