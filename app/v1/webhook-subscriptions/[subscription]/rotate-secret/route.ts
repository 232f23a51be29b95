import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { rotateMageSecret } from "#lib/mage/mutations.ts";
import { MageSecretAnswer } from "#lib/mage/schema.ts";
import { secretExample } from "../../examples.ts";

const rotate = defineRoute({
  operationId: "mageWebhookSubscriptionRotateSecret",
  summary: "Give a webhook subscription a new secret",
  description: "The new secret is in this answer and in no other. The previous one stops at once.",
  tags: ["Mage Loyalty"],
  auth: "key",
  dialect: "mage",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  response: { 200: MageSecretAnswer },
  examples: { response: secretExample },
  handler: ({ ctx, param }) => rotateMageSecret(ctx, param("subscription")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: rotate }, "mage");
