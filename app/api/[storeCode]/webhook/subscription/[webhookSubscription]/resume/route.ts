import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { resumeSubscription } from "#lib/webhooks/mutations.ts";

const resume = defineRoute({
  operationId: "webhookSubscriptionResume",
  summary: "Resume a webhook subscription",
  description:
    "What waited is caught up at a limited pace, from 10 a second to 200, beside what happens now. Also enables a disabled webhook again.",
  tags: ["Webhook subscription"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  response: { 204: null },

  errors: [409],
  takesIfMatch: true,
  handler: async ({ ctx, param, expectedVersion }) => {
    await resumeSubscription(ctx, param("webhookSubscription"), { expectedVersion });
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: resume });
