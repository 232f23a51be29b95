import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { textQuery } from "#lib/http/query.ts";
import { countMembersKnownBy } from "#lib/loyalty/members/data.ts";
import { MemberCheckDto } from "#lib/loyalty/members/schema.ts";

const read = defineRoute({
  operationId: "memberGetCheck",
  summary: "Find if the member registered",
  description: "How many members are known by it: none or one. At least one of the parameters is needed.",
  tags: ["Member"],
  auth: "store",
  permission: ["CUSTOMER", "VIEW"],
  query: textQuery({
    emailOrPhone: "E-mail address or phone number, whatever its case",
    identifier: "E-mail address, phone number or card number",
  }),
  response: { 200: MemberCheckDto },
  examples: { response: { total: 1 } },
  handler: ({ ctx, query }) => countMembersKnownBy(ctx, query),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read });
