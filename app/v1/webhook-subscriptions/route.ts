import { Answer, defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { bare } from "#lib/http/request-body.ts";
import { listMageSubscriptions } from "#lib/mage/data.ts";
import { createMageSubscription } from "#lib/mage/mutations.ts";
import { magePageQuery } from "#lib/mage/query.ts";
import { MageListAnswer, MageSecretAnswer, NewMageSubscription } from "#lib/mage/schema.ts";
import { listExample, newExample, secretExample } from "./examples.ts";

const list = defineRoute({
  operationId: "mageWebhookSubscriptionList",
  summary: "List the webhook subscriptions in Mage's format",
  description: "Newest first.",
  tags: ["Mage Loyalty"],
  auth: "key",
  dialect: "mage",
  permission: ["WEBHOOK_SUBSCRIPTION", "VIEW"],
  query: magePageQuery,
  response: { 200: MageListAnswer },
  examples: { response: listExample },
  handler: ({ ctx, query }) => listMageSubscriptions(ctx, query),
});

const create = defineRoute({
  operationId: "mageWebhookSubscriptionCreate",
  summary: "Create a webhook subscription",
  description: "The secret that signs the deliveries is in this answer and in no other.",
  tags: ["Mage Loyalty"],
  auth: "key",
  dialect: "mage",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  body: bare(NewMageSubscription),
  response: { 201: MageSecretAnswer },
  examples: { request: newExample, response: secretExample },
  handler: async ({ ctx, body }) => new Answer(201, await createMageSubscription(ctx, body)),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list, POST: create }, "mage");
