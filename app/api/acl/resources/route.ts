import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { NAMED_RESOURCES } from "#lib/roles/core/named.ts";
import { NamedListDto } from "#lib/roles/schema.ts";

const list = defineRoute({
  operationId: "aclResourcesGetList",
  summary: "Get the resources that roles can name",
  tags: ["ACL"],
  auth: "account",
  response: { 200: NamedListDto },
  examples: { response: NAMED_RESOURCES },
  handler: () => NAMED_RESOURCES,
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list });
