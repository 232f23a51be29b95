import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { deactivateMember } from "#lib/loyalty/members/mutations.ts";

const post = defineRoute({
  operationId: "memberPostDeactivate",
  summary: "Deactivate a member",
  tags: ["Member"],
  auth: "store",
  permission: ["CUSTOMER", "MODIFY"],
  response: { 204: null },
  handler: ({ ctx, param }) => deactivateMember(ctx, param("member")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
