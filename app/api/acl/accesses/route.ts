import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { NAMED_ACCESSES } from "#lib/roles/core/named.ts";
import { NamedListDto } from "#lib/roles/schema.ts";

const list = defineRoute({
  operationId: "aclAccessesGetList",
  summary: "Get the accesses that roles can name",
  tags: ["ACL"],
  auth: "account",
  response: { 200: NamedListDto },
  examples: { response: NAMED_ACCESSES },
  handler: () => NAMED_ACCESSES,
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list });
