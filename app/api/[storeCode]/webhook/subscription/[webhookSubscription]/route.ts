import { entityTag } from "#lib/http/core/entity-tag.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { getSubscription } from "#lib/webhooks/data.ts";
import { changeSubscription, deleteSubscription } from "#lib/webhooks/mutations.ts";
import { SubscriptionChange, SubscriptionDetailsDto } from "#lib/webhooks/schema.ts";
import { detailsExample } from "../../examples.ts";

const details = defineRoute({
  operationId: "webhookSubscriptionGet",
  summary: "Get a webhook subscription details",
  description:
    "The ETag of the answer is the version, for If-Match of a change. `health` says how the webhook delivers: the weightiest condition with its reason, and in `others` whatever else is the case. With `ordered`, one delivery at a time is sent, in the order of publication.",
  tags: ["Webhook subscription"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "VIEW"],
  response: { 200: SubscriptionDetailsDto },
  examples: { response: detailsExample },
  async handler({ ctx, param, headers }) {
    const subscription = await getSubscription(ctx, param("webhookSubscription"));
    headers.set("etag", entityTag(subscription.version));
    return subscription;
  },
});

const change = defineRoute({
  operationId: "webhookSubscriptionPut",
  summary: "Update subscription to a webhook",
  description:
    "What is left out stays as it is; `headers: []` removes the headers; a header without a value keeps the stored one. The event cannot be changed by eventName; eventNames is additive. With If-Match, a webhook that was changed meanwhile is a 409.",
  tags: ["Webhook subscription"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  body: wrapped("webhookSubscription", SubscriptionChange),
  response: { 204: null },
  errors: [409],
  examples: { request: { webhookSubscription: { url: "https://example.com/webhooks/v2" } } },
  takesIfMatch: true,
  handler: ({ ctx, param, body, expectedVersion }) =>
    changeSubscription(ctx, param("webhookSubscription"), body, { expectedVersion }),
});

const remove = defineRoute({
  operationId: "webhookSubscriptionDelete",
  summary: "Delete subscription to a webhook",
  description: "Deliveries that are still pending are cancelled; the log of the others stays.",
  tags: ["Webhook subscription"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  response: { 204: null },
  errors: [409],
  takesIfMatch: true,
  handler: ({ ctx, param, expectedVersion }) =>
    deleteSubscription(ctx, param("webhookSubscription"), { expectedVersion }),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: details,
  PUT: change,
  DELETE: remove,
});
