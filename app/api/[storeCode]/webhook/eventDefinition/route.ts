import { EVENT_DEFINITION_COLUMNS } from "#lib/event-definitions/core/list-columns.ts";
import { listEventDefinitions } from "#lib/event-definitions/data.ts";
import { createEventDefinition } from "#lib/event-definitions/mutations.ts";
import {
  CreatedEventDefinition,
  EventDefinitionListDto,
  NewEventDefinition,
} from "#lib/event-definitions/schema.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { eventDefinitionExample, newEventDefinitionExample } from "../examples.ts";

const list = defineRoute({
  operationId: "webhookEventDefinitionGetList",
  summary: "Get the events that the store has defined",
  tags: ["Webhook event"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "VIEW"],
  query: listQuery(EVENT_DEFINITION_COLUMNS),
  response: { 200: EventDefinitionListDto },
  examples: {
    response: { items: [eventDefinitionExample], total: { all: 1, filtered: 1, estimated: false } },
  },
  handler: ({ ctx, query }) => listEventDefinitions(ctx, query),
});

const create = defineRoute({
  operationId: "webhookEventDefinitionPost",
  summary: "Define an event of the store",
  description:
    "It can be published and subscribed to like the events of the catalogue; its data are held against `schema`: JSON Schema (2020-12) with type, enum, const, properties, required, additionalProperties, items, format (date-time, date, uuid, email, uri) and the limits of length, size and value. References, patterns and alternatives are refused. `example` has to fit. It is sent in version 5; a legacy webhook, and one in Mage's format, cannot subscribe to it.",
  tags: ["Webhook event"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  body: wrapped("eventDefinition", NewEventDefinition),
  response: { 200: CreatedEventDefinition },
  errors: [409],
  examples: { request: newEventDefinitionExample, response: { eventName: "ParcelShipped" } },
  handler: ({ ctx, body }) => createEventDefinition(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list, POST: create });
