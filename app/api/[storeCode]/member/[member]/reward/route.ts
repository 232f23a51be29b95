import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { listMemberRewards } from "#lib/loyalty/redemptions/member-rewards.ts";
import { REWARD_COLUMNS } from "#lib/loyalty/rewards/core/list-columns.ts";
import { MemberRewardListDto } from "#lib/loyalty/rewards/schema.ts";
import { rewardExample } from "../../../reward/examples.ts";

const list = defineRoute({
  operationId: "_rewardGetMemberReward",
  summary: "Get the rewards that a member can see",
  description:
    "Active ones of the member's tier that are visible now, with whether the member can buy each: enough points, and no limit reached. A member sees his or her own list.",
  tags: ["Reward"],
  auth: "either",
  permission: ["REWARDS", "VIEW"],
  query: listQuery(REWARD_COLUMNS),
  response: { 200: MemberRewardListDto },
  errors: [404],
  examples: {
    response: {
      items: [{ ...rewardExample, canBeBoughtByCustomer: true, usageLeftForCustomer: 1 }],
      total: { all: 1, filtered: 1, estimated: false },
    },
  },
  handler: ({ ctx, param, query }) => listMemberRewards(ctx, param("member"), query),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list });
