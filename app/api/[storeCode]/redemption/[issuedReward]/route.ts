import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { getRedemption } from "#lib/loyalty/redemptions/data.ts";
import { RedemptionDto } from "#lib/loyalty/redemptions/schema.ts";
import { redemptionExample } from "../examples.ts";

const details = defineRoute({
  operationId: "redemptionGet",
  summary: "Get a redemption",
  description: "A member gets his or her own.",
  tags: ["Redemption"],
  auth: "either",
  permission: ["ISSUED_REWARDS", "VIEW"],
  response: { 200: RedemptionDto },
  examples: { response: redemptionExample },
  handler: ({ ctx, param }) => getRedemption(ctx, param("issuedReward")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: details });
