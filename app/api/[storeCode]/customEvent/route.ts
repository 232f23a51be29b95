import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { CUSTOM_EVENT_COLUMNS } from "#lib/loyalty/custom-events/core/list-columns.ts";
import { listCustomEvents } from "#lib/loyalty/custom-events/data.ts";
import { registerCustomEvent } from "#lib/loyalty/custom-events/mutations.ts";
import { CreatedCustomEvent, CustomEventListDto, NewCustomEvent } from "#lib/loyalty/custom-events/schema.ts";
import { customEventBody, customEventExample } from "./examples.ts";

const list = defineRoute({
  operationId: "customEventGetList",
  summary: "Get the custom events",
  tags: ["Custom event"],
  auth: "store",
  permission: ["CUSTOM_EVENT", "VIEW"],
  query: listQuery(CUSTOM_EVENT_COLUMNS),
  response: { 200: CustomEventListDto },
  examples: { response: { items: [customEventExample], total: { all: 1, filtered: 1, estimated: false } } },
  handler: ({ ctx, query }) => listCustomEvents(ctx, query),
});

const create = defineRoute({
  operationId: "customEventPost",
  summary: "Add a custom event",
  description:
    "Its type needs a schema. What follows from it is published: CampaignEffectWasApplied and MemberAchievementProgressWasChanged. The same eventId again answers with the event that has it, and another event with it is refused (409).",
  tags: ["Custom event"],
  auth: "store",
  permission: ["CUSTOM_EVENT", "MODIFY"],
  body: wrapped("event", NewCustomEvent),
  response: { 200: CreatedCustomEvent },
  errors: [409],
  examples: {
    request: { event: customEventBody },
    response: { customEventId: customEventExample.customEventId },
  },
  handler: ({ ctx, body }) => registerCustomEvent(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list, POST: create });
