import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { getReward } from "#lib/loyalty/rewards/data.ts";
import { updateReward } from "#lib/loyalty/rewards/mutations.ts";
import { RewardChange, RewardDto } from "#lib/loyalty/rewards/schema.ts";
import { rewardChange, rewardExample } from "../examples.ts";

const details = defineRoute({
  operationId: "rewardGet",
  summary: "Get a reward",
  tags: ["Reward"],
  auth: "store",
  permission: ["REWARDS", "VIEW"],
  response: { 200: RewardDto },
  examples: { response: rewardExample },
  handler: ({ ctx, param }) => getReward(ctx, param("reward")),
});

const update = defineRoute({
  operationId: "rewardPut",
  summary: "Change a reward",
  description: "Publishes RewardUpdated when something changes. The type stays.",
  tags: ["Reward"],
  auth: "store",
  permission: ["REWARDS", "MODIFY"],
  body: wrapped("reward", RewardChange),
  response: { 204: null },
  errors: [404],
  examples: { request: { reward: rewardChange } },
  handler: ({ ctx, param, body }) => updateReward(ctx, param("reward"), body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: details, PUT: update });
