import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { MemberStatusDto } from "#lib/loyalty/members/schema.ts";
import { getMemberStatus } from "#lib/loyalty/members/status.ts";
import { memberStatusExample } from "../../../loyalty-examples.ts";

const read = defineRoute({
  operationId: "memberGetStatus",
  summary: "Get member’s loyalty status",
  description:
    "Units of the default wallet, purchases, tier and the way to the next one; what does not apply is left out. A member sees only themselves.",
  tags: ["Member"],
  auth: "either",
  permission: ["CUSTOMER", "VIEW"],
  response: { 200: MemberStatusDto },
  examples: { response: memberStatusExample },
  handler: ({ ctx, param }) => getMemberStatus(ctx, param("member")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read });
