import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { listSubscriptions, SUBSCRIPTION_COLUMNS } from "#lib/webhooks/data.ts";
import { createSubscription } from "#lib/webhooks/mutations.ts";
import { CreatedSubscriptionDto, NewSubscription, SubscriptionListDto } from "#lib/webhooks/schema.ts";
import { bodyExample, createdExample, listExample } from "../examples.ts";

const list = defineRoute({
  operationId: "webhookSubscriptionGetList",
  summary: "Get webhook subscriptions list",
  description:
    "Values of custom headers are shown to administrators who may change webhooks; others see dots in their place.",
  tags: ["Webhook subscription"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "VIEW"],
  query: listQuery(SUBSCRIPTION_COLUMNS),
  response: { 200: SubscriptionListDto },
  examples: { response: listExample },
  handler: ({ ctx, query }) => listSubscriptions(ctx, query),
});

const create = defineRoute({
  operationId: "webhookSubscriptionPost",
  summary: "Subscribe to a webhook",
  description: "The secret that signs the deliveries is in this answer and in no other.",
  tags: ["Webhook subscription"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  body: wrapped("webhookSubscription", NewSubscription),
  response: { 200: CreatedSubscriptionDto },
  examples: { request: bodyExample, response: createdExample },
  handler: ({ ctx, body }) => createSubscription(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list, POST: create });
