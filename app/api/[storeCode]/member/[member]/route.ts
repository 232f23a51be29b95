import { entityTag } from "#lib/http/core/entity-tag.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { getMemberDetails } from "#lib/loyalty/members/data.ts";
import { updateMember } from "#lib/loyalty/members/mutations.ts";
import { MemberChange, MemberDto, MemberIdDto } from "#lib/loyalty/members/schema.ts";
import { memberExample } from "../../loyalty-examples.ts";

const read = defineRoute({
  operationId: "memberGet",
  summary: "Get member’s details",
  description:
    "The path takes an id, or email=…, phone=…, loyaltyCardNumber=…. A member sees only themselves. The ETag of the answer is the version, for If-Match of a change.",
  tags: ["Member"],
  auth: "either",
  permission: ["CUSTOMER", "VIEW"],
  response: { 200: MemberDto },
  examples: { response: memberExample },
  async handler({ ctx, param, headers }) {
    const member = await getMemberDetails(ctx, param("member"));
    headers.set("etag", entityTag(member.version));
    return member;
  },
});

const put = defineRoute({
  operationId: "memberPut",
  summary: "Update member’s details",
  description:
    "What is left out stays as it is; address, company and labels replace the whole. A change that changes nothing has no event. When members change their own e-mail address or phone number, it takes effect with the code of its event.",
  tags: ["Member"],
  auth: "either",
  permission: ["CUSTOMER", "MODIFY"],
  body: wrapped("customer", MemberChange),
  response: { 200: MemberIdDto },
  errors: [409],
  examples: {
    request: { customer: { firstName: "Emma", agreement2: true } },
    response: { customerId: memberExample.customerId },
  },
  takesIfMatch: true,
  handler: ({ ctx, param, body, expectedVersion }) =>
    updateMember(ctx, param("member"), body, { expectedVersion }),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read, PUT: put });
