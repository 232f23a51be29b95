import { entityTag } from "#lib/http/core/entity-tag.ts";
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
  description: "The ETag of the answer is the version, for If-Match of a change.",
  tags: ["Custom event"],
  auth: "store",
  permission: ["CUSTOM_EVENT", "VIEW"],
  response: { 200: CustomEventSchemaDto },
  examples: { response: schemaExample },
  async handler({ ctx, param, headers }) {
    const schema = await getCustomEventSchema(ctx, param("customEventSchema"));
    headers.set("etag", entityTag(schema.version));
    return schema;
  },
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
  errors: [404, 409],
  examples: { request: { customEventSchema: schemaChange } },
  takesIfMatch: true,
  handler: ({ ctx, param, body, expectedVersion }) =>
    updateCustomEventSchema(ctx, param("customEventSchema"), body, { expectedVersion }),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: details, PUT: update });
