import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { bare } from "#lib/http/request-body.ts";
import { setCustomEventSchemaActive } from "#lib/loyalty/custom-events/mutations.ts";
import { Active } from "#lib/loyalty/custom-events/schema.ts";

const activate = defineRoute({
  operationId: "customEventSchemaActivePost",
  summary: "Accept events of a type, or refuse them",
  tags: ["Custom event"],
  auth: "store",
  permission: ["CUSTOM_EVENT", "MODIFY"],
  body: bare(Active),
  response: { 204: null },
  errors: [404],
  examples: { request: { active: false } },
  handler: ({ ctx, param, body }) => setCustomEventSchemaActive(ctx, param("customEventSchema"), body.active),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: activate });
