import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { bare } from "#lib/http/request-body.ts";
import { getMageSubscription } from "#lib/mage/data.ts";
import { changeMageSubscription, deleteMageSubscription } from "#lib/mage/mutations.ts";
import { MageSubscriptionAnswer, MageSubscriptionChange } from "#lib/mage/schema.ts";
import { newExample, oneExample } from "../examples.ts";

const get = defineRoute({
  operationId: "mageWebhookSubscriptionGet",
  summary: "Get a webhook subscription",
  tags: ["Mage Loyalty"],
  auth: "key",
  dialect: "mage",
  permission: ["WEBHOOK_SUBSCRIPTION", "VIEW"],
  response: { 200: MageSubscriptionAnswer },
  examples: { response: oneExample },
  handler: async ({ ctx, param }) => ({ data: await getMageSubscription(ctx, param("subscription")) }),
});

const put = defineRoute({
  operationId: "mageWebhookSubscriptionUpdate",
  summary: "Change a webhook subscription",
  description:
    "Any subset of the fields; what is left out stays as it is. While is_active is false, deliveries wait, and follow once it is true again.",
  tags: ["Mage Loyalty"],
  auth: "key",
  dialect: "mage",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  body: bare(MageSubscriptionChange),
  response: { 200: MageSubscriptionAnswer },
  examples: { request: { ...newExample, is_active: true }, response: oneExample },
  handler: async ({ ctx, param, body }) => ({
    data: await changeMageSubscription(ctx, param("subscription"), body),
  }),
});

const remove = defineRoute({
  operationId: "mageWebhookSubscriptionDelete",
  summary: "Delete a webhook subscription",
  tags: ["Mage Loyalty"],
  auth: "key",
  dialect: "mage",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  response: { 204: null },
  handler: ({ ctx, param }) => deleteMageSubscription(ctx, param("subscription")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods(
  { GET: get, PUT: put, DELETE: remove },
  "mage",
);
