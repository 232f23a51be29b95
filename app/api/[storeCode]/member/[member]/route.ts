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
    "The path takes an id, or email=…, phone=…, loyaltyCardNumber=…. A member sees only themselves.",
  tags: ["Member"],
  auth: "either",
  permission: ["CUSTOMER", "VIEW"],
  response: { 200: MemberDto },
  examples: { response: memberExample },
  handler: ({ ctx, param }) => getMemberDetails(ctx, param("member")),
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
  examples: {
    request: { customer: { firstName: "Emma", agreement2: true } },
    response: { customerId: memberExample.customerId },
  },
  handler: ({ ctx, param, body }) => updateMember(ctx, param("member"), body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read, PUT: put });
