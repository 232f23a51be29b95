import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { getCustomEventSchema } from "#lib/loyalty/custom-events/data.ts";
import { updateCustomEventSchema } from "#lib/loyalty/custom-events/mutations.ts";
import { CustomEventSchemaChange, CustomEventSchemaDto } from "#lib/loyalty/custom-events/schema.ts";
import { schemaChange, schemaExample } from "../../examples.ts";

const details = defineRoute({
  operationId: "customEventSchemaGet",
  summary: "Get a schema of custom events",
  tags: ["Custom event"],
  auth: "store",
  permission: ["CUSTOM_EVENT", "VIEW"],
  response: { 200: CustomEventSchemaDto },
  examples: { response: schemaExample },
  handler: ({ ctx, param }) => getCustomEventSchema(ctx, param("customEventSchema")),
});

const update = defineRoute({
  operationId: "customEventSchemaPut",
  summary: "Change a schema of custom events",
  description: "Events that came before keep what they have.",
  tags: ["Custom event"],
  auth: "store",
  permission: ["CUSTOM_EVENT", "MODIFY"],
  body: wrapped("customEventSchema", CustomEventSchemaChange),
  response: { 204: null },
  errors: [404],
  examples: { request: { customEventSchema: schemaChange } },
  handler: ({ ctx, param, body }) => updateCustomEventSchema(ctx, param("customEventSchema"), body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: details, PUT: update });
