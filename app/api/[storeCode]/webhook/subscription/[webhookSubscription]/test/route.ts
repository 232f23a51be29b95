import { sendTest } from "#lib/deliveries/mutations.ts";
import { AttemptResultDto, TestInput } from "#lib/deliveries/schema.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { optional } from "#lib/http/request-body.ts";
import { resultExample } from "../../../examples.ts";

const test = defineRoute({
  operationId: "webhookSubscriptionTest",
  summary: "Send a test delivery now",
  description:
    "Waits for the receiver and answers with what came back. Without eventName the webhook's first event, without data the example of the catalogue. A test is never retried.",
  tags: ["Webhook subscription"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  body: optional(TestInput),
  response: { 200: AttemptResultDto },
  examples: { request: { eventName: "CustomerUpdated" }, response: resultExample },
  handler({ ctx, param, body, source }) {
    const dataJson = source(["data"]);
    return sendTest(ctx, param("webhookSubscription"), dataJson === undefined ? body : { ...body, dataJson });
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: test });
