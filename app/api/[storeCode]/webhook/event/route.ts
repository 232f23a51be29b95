import { EVENT_NAMES } from "#lib/catalogue/event-names.ts";
import { knownEventNames } from "#lib/event-definitions/data.ts";
import { publishEvents } from "#lib/events/mutations.ts";
import { EventNamesDto, type NewEvent, PublishAnswerDto, PublishBody } from "#lib/events/schema.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { bare } from "#lib/http/request-body.ts";
import { eventExample } from "../examples.ts";

const list = defineRoute({
  operationId: "webhookEventGetList",
  summary: "Get webhook event types",
  description: "Those of the catalogue, and after them those that the store has defined itself.",
  tags: ["Webhook event"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "VIEW"],
  response: { 200: EventNamesDto },
  examples: { response: { items: EVENT_NAMES.slice(0, 2) } },
  handler: async ({ ctx }) => ({ items: await knownEventNames(ctx) }),
});

const publish = defineRoute({
  operationId: "webhookEventPost",
  summary: "Publish one event or a batch",
  description:
    "Either `event` or up to 1,000 `events`: all are published or none. The text of `data` is sent on as it is, digits and order of keys included. An idempotency key, with an event or in `Idempotency-Key` for the whole request, publishes once in a store.",
  tags: ["Webhook event"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  body: bare(PublishBody),
  response: { 200: PublishAnswerDto },
  errors: [409],
  examples: { request: eventExample, response: { eventId: "018dfe71-2880-7c3c-9321-38dc017d3ae2" } },
  takesIdempotencyKey: true,
  async handler({ ctx, body, source, idempotencyKey: key }) {
    const request = key === undefined ? undefined : { key, text: source([]) ?? "" };
    const withSource = (event: NewEvent, path: readonly (string | number)[]) => ({
      ...event,
      dataJson: source([...path, "data"]) ?? "null",
    });
    if (body.event !== undefined) {
      const [published] = await publishEvents(
        ctx,
        [withSource(body.event, ["event"])],
        () => "event",
        request,
      );
      return published;
    }
    const events = (body.events ?? []).map((event, index) => withSource(event, ["events", index]));
    return { items: await publishEvents(ctx, events, undefined, request) };
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list, POST: publish });
