import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { ROLE_COLUMNS } from "#lib/roles/core/list-columns.ts";
import { listRoles } from "#lib/roles/data.ts";
import { createRole } from "#lib/roles/mutations.ts";
import { CreatedRoleDto, RoleInput, RoleListDto } from "#lib/roles/schema.ts";
import { listOf } from "../../[storeCode]/loyalty-examples.ts";
import { roleExample } from "../../examples.ts";

const list = defineRoute({
  operationId: "aclRoleGetList",
  summary: "Get roles",
  tags: ["ACL"],
  auth: "account",
  query: listQuery(ROLE_COLUMNS),
  response: { 200: RoleListDto },
  errors: [403],
  examples: { response: listOf(roleExample) },
  handler: ({ ctx, query }) => listRoles(ctx, query),
});

const create = defineRoute({
  operationId: "aclRolePost",
  summary: "Add a role",
  description: "Needs a master role. MODIFY includes VIEW.",
  tags: ["ACL"],
  auth: "account",
  body: wrapped("role", RoleInput),
  response: { 200: CreatedRoleDto },
  errors: [403],
  examples: {
    request: {
      role: {
        name: "Support",
        default: false,
        permissions: [{ resource: "WEBHOOK_SUBSCRIPTION", access: "VIEW" }],
        stores: ["DEFAULT"],
      },
    },
    response: { roleId: 2 },
  },
  handler: ({ ctx, body }) => createRole(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list, POST: create });
