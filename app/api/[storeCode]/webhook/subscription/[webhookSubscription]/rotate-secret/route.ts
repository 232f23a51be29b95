import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { optional } from "#lib/http/request-body.ts";
import { RotatedSecretDto, SecretRotation } from "#lib/webhooks/schema.ts";
import { rotateSecret } from "#lib/webhooks/secrets.ts";
import { rotatedExample } from "../../../examples.ts";

const rotate = defineRoute({
  operationId: "webhookSubscriptionRotateSecret",
  summary: "Give a webhook subscription a new secret",
  description:
    "The new secret is in this answer and in no other. The previous one signs too until the overlap ends (24 hours unless said otherwise, up to 7 days).",
  tags: ["Webhook subscription"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  body: optional(SecretRotation),
  response: { 200: RotatedSecretDto },
  examples: { request: { overlapHours: 24 }, response: rotatedExample },
  errors: [409],
  takesIfMatch: true,
  handler: ({ ctx, param, body, expectedVersion }) =>
    rotateSecret(ctx, param("webhookSubscription"), body, { expectedVersion }),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: rotate });
