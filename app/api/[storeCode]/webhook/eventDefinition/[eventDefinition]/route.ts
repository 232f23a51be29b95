import { getEventDefinition } from "#lib/event-definitions/data.ts";
import { changeEventDefinition, deleteEventDefinition } from "#lib/event-definitions/mutations.ts";
import { EventDefinitionChange, EventDefinitionDto } from "#lib/event-definitions/schema.ts";
import { entityTag } from "#lib/http/core/entity-tag.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { eventDefinitionExample } from "../../examples.ts";

const details = defineRoute({
  operationId: "webhookEventDefinitionGet",
  summary: "Get an event that the store has defined",
  description: "By its name. The ETag of the answer is the version, for If-Match of a change.",
  tags: ["Webhook event"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "VIEW"],
  response: { 200: EventDefinitionDto },
  examples: { response: eventDefinitionExample },
  async handler({ ctx, param, headers }) {
    const definition = await getEventDefinition(ctx, param("eventDefinition"));
    headers.set("etag", entityTag(definition.version));
    return definition;
  },
});

const change = defineRoute({
  operationId: "webhookEventDefinitionPut",
  summary: "Update an event that the store has defined",
  description:
    "What is left out stays as it is; the name cannot be changed. What was published keeps its data. With If-Match, an event that was changed meanwhile is a 409.",
  tags: ["Webhook event"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  body: wrapped("eventDefinition", EventDefinitionChange),
  response: { 204: null },
  errors: [409],
  examples: { request: { eventDefinition: { title: "A parcel has left" } } },
  takesIfMatch: true,
  handler: ({ ctx, param, body, expectedVersion }) =>
    changeEventDefinition(ctx, param("eventDefinition"), body, { expectedVersion }),
});

const remove = defineRoute({
  operationId: "webhookEventDefinitionDelete",
  summary: "Delete an event that the store has defined",
  description: "What was published stays in the log. An event that webhooks listen to is a 409.",
  tags: ["Webhook event"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  response: { 204: null },
  errors: [409],
  takesIfMatch: true,
  handler: ({ ctx, param, expectedVersion }) =>
    deleteEventDefinition(ctx, param("eventDefinition"), { expectedVersion }),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: details,
  PUT: change,
  DELETE: remove,
});
