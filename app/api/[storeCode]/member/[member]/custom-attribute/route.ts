import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { bare } from "#lib/http/request-body.ts";
import { deleteCustomAttributes, putCustomAttributes } from "#lib/loyalty/members/mutations.ts";
import { CustomAttributes } from "#lib/loyalty/members/schema.ts";

const put = defineRoute({
  operationId: "customAttributePut",
  summary: "Update member’s custom attribute",
  tags: ["Member"],
  auth: "store",
  permission: ["CUSTOMER", "MODIFY"],
  body: bare(CustomAttributes),
  response: { 204: null },
  examples: { request: { customAttributes: [{ key: "favourite_roast", value: "medium" }] } },
  handler: ({ ctx, param, body }) => putCustomAttributes(ctx, param("member"), body),
});

const remove = defineRoute({
  operationId: "customAttributeDelete",
  summary: "Delete member’s custom attribute",
  tags: ["Member"],
  auth: "store",
  permission: ["CUSTOMER", "MODIFY"],
  body: bare(CustomAttributes),
  response: { 204: null },
  examples: { request: { customAttributes: [{ key: "favourite_roast", value: "medium" }] } },
  handler: ({ ctx, param, body }) => deleteCustomAttributes(ctx, param("member"), body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ PUT: put, DELETE: remove });
