import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { SCHEMA_COLUMNS } from "#lib/loyalty/custom-events/core/list-columns.ts";
import { listCustomEventSchemas } from "#lib/loyalty/custom-events/data.ts";
import { createCustomEventSchema } from "#lib/loyalty/custom-events/mutations.ts";
import { CustomEventSchemaListDto, NewCustomEventSchema } from "#lib/loyalty/custom-events/schema.ts";
import { schemaBody, schemaExample } from "../examples.ts";

const list = defineRoute({
  operationId: "customEventSchemaGetList",
  summary: "Get the schemas of custom events",
  tags: ["Custom event"],
  auth: "store",
  permission: ["CUSTOM_EVENT", "VIEW"],
  query: listQuery(SCHEMA_COLUMNS),
  response: { 200: CustomEventSchemaListDto },
  examples: { response: { items: [schemaExample], total: { all: 1, filtered: 1, estimated: false } } },
  handler: ({ ctx, query }) => listCustomEventSchemas(ctx, query),
});

const create = defineRoute({
  operationId: "customEventSchemaPost",
  summary: "Add a schema of custom events",
  tags: ["Custom event"],
  auth: "store",
  permission: ["CUSTOM_EVENT", "MODIFY"],
  body: wrapped("customEventSchema", NewCustomEventSchema),
  response: { 204: null },
  examples: { request: { customEventSchema: schemaBody } },
  handler: ({ ctx, body }) => createCustomEventSchema(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list, POST: create });
