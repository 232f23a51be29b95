import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { bare } from "#lib/http/request-body.ts";
import { buyReward } from "#lib/loyalty/redemptions/mutations.ts";
import { IssuedRewards, Purchase } from "#lib/loyalty/redemptions/schema.ts";
import { redemptionExample } from "../../../redemption/examples.ts";

const buy = defineRoute({
  operationId: "rewardPostBuy",
  summary: "Buy a reward for a member, or give it",
  description:
    "Publishes CustomerBoughtReward for each one, and AvailablePointsAmountChanged when it cost units. With withoutPoints an administrator gives it away. Static and dynamic coupons and material rewards take a quantity, dynamic ones a couponValue, conversion coupons the units that become their value. A repeat with the same idempotencyKey answers with what was bought before.",
  tags: ["Reward"],
  auth: "either",
  permission: ["ISSUED_REWARDS", "MODIFY"],
  body: bare(Purchase),
  response: { 200: IssuedRewards },
  errors: [404, 409],
  examples: {
    request: { customerId: redemptionExample.customerId, quantity: 1, withoutPoints: false },
    response: [{ issuedRewardId: redemptionExample.issuedRewardId }],
  },
  handler: ({ ctx, param, body }) => buyReward(ctx, param("reward"), body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: buy });
