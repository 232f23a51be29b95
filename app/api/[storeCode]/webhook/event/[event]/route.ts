import { EVENT_WEBHOOK_COLUMNS } from "#lib/events/core/list-columns.ts";
import { explainEvent } from "#lib/events/data.ts";
import { presentEventDetails } from "#lib/events/presenter.ts";
import { EventDetailsDto } from "#lib/events/schema.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { explainedEventExample } from "../../examples.ts";

const explain = defineRoute({
  operationId: "webhookEventGet",
  summary: "Get a published event and why it went to webhooks or did not",
  description:
    "The event, and a page of all webhooks of the store, deleted ones included: whether it went to them, with the delivery, and if not, the reason. Those that it went to come first; filters and pages are about the webhooks. Reasons come from the webhook's settings as they are now: `changed_since` says that it would be sent the event today, and was not when it was published.",
  tags: ["Webhook event"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "VIEW"],
  query: listQuery(EVENT_WEBHOOK_COLUMNS),
  response: { 200: EventDetailsDto },
  examples: { response: explainedEventExample },
  handler: async ({ ctx, param, query }) =>
    presentEventDetails(await explainEvent(ctx, param("event"), query)),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: explain });
