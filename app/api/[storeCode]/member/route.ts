import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { MEMBER_COLUMNS } from "#lib/loyalty/members/core/list-columns.ts";
import { listMembers } from "#lib/loyalty/members/data.ts";
import { createMember } from "#lib/loyalty/members/mutations.ts";
import { MemberListDto, NewMember, NewMemberDto } from "#lib/loyalty/members/schema.ts";
import { listOf, memberExample, newMemberExample } from "../loyalty-examples.ts";

const read = defineRoute({
  operationId: "memberGetList",
  summary: "Get members list",
  tags: ["Member"],
  auth: "store",
  permission: ["CUSTOMER", "VIEW"],
  query: listQuery(MEMBER_COLUMNS),
  response: { 200: MemberListDto },
  examples: { response: listOf(memberExample) },
  handler: ({ ctx, query }) => listMembers(ctx, query),
});

const post = defineRoute({
  operationId: "memberPost",
  summary: "Add a member",
  description:
    "The member is active and in the lowest tier, or in the one that levelId names. labels are custom attributes.",
  tags: ["Member"],
  auth: "store",
  permission: ["CUSTOMER", "MODIFY"],
  body: wrapped("customer", NewMember),
  response: { 200: NewMemberDto },
  examples: {
    request: { customer: newMemberExample },
    response: { customerId: memberExample.customerId, email: memberExample.email },
  },
  handler: ({ ctx, body }) => createMember(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read, POST: post });
