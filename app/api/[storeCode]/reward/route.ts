import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { REWARD_COLUMNS } from "#lib/loyalty/rewards/core/list-columns.ts";
import { listRewards } from "#lib/loyalty/rewards/data.ts";
import { createReward } from "#lib/loyalty/rewards/mutations.ts";
import { CreatedReward, RewardDefinition, RewardListDto } from "#lib/loyalty/rewards/schema.ts";
import { rewardBody, rewardExample } from "./examples.ts";

const list = defineRoute({
  operationId: "rewardGetList",
  summary: "Get the rewards",
  tags: ["Reward"],
  auth: "store",
  permission: ["REWARDS", "VIEW"],
  query: listQuery(REWARD_COLUMNS),
  response: { 200: RewardListDto },
  examples: { response: { items: [rewardExample], total: { all: 1, filtered: 1, estimated: false } } },
  handler: ({ ctx, query }) => listRewards(ctx, query),
});

const create = defineRoute({
  operationId: "rewardPost",
  summary: "Add a reward",
  description:
    "Publishes RewardCreated. Rewards are for everybody or for some tiers; segments are not known here.",
  tags: ["Reward"],
  auth: "store",
  permission: ["REWARDS", "MODIFY"],
  body: wrapped("reward", RewardDefinition),
  response: { 200: CreatedReward },
  examples: { request: { reward: rewardBody }, response: { rewardId: rewardExample.rewardId } },
  handler: ({ ctx, body }) => createReward(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list, POST: create });
