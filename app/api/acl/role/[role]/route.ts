import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { getRole } from "#lib/roles/data.ts";
import { changeRole, deleteRole } from "#lib/roles/mutations.ts";
import { RoleDto, RoleInput } from "#lib/roles/schema.ts";
import { roleExample } from "../../../examples.ts";

const get = defineRoute({
  operationId: "aclRoleGet",
  summary: "Get a role",
  tags: ["ACL"],
  auth: "account",
  response: { 200: RoleDto },
  errors: [403],
  examples: { response: roleExample },
  handler: ({ ctx, param }) => getRole(ctx, param("role")),
});

const change = defineRoute({
  operationId: "aclRolePut",
  summary: "Change a role",
  description: "Replaces all that the role gives. A master role cannot be changed.",
  tags: ["ACL"],
  auth: "account",
  body: wrapped("role", RoleInput),
  response: { 204: null },
  errors: [403, 409],
  examples: {
    request: {
      role: {
        name: "Support, second line",
        permissions: [{ resource: "WEBHOOK_SUBSCRIPTION", access: "MODIFY" }],
        stores: ["DEFAULT"],
      },
    },
  },
  handler: ({ ctx, param, body }) => changeRole(ctx, param("role"), body),
});

const remove = defineRoute({
  operationId: "aclRoleDelete",
  summary: "Delete a role",
  description: "A role that somebody has cannot be deleted.",
  tags: ["ACL"],
  auth: "account",
  response: { 204: null },
  errors: [403, 409],
  handler: ({ ctx, param }) => deleteRole(ctx, param("role")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: get,
  PUT: change,
  DELETE: remove,
});
