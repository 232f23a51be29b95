import { entityTag } from "#lib/http/core/entity-tag.ts";
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
  description: "The ETag of the answer is the version, for If-Match of a change.",
  tags: ["Reward"],
  auth: "store",
  permission: ["REWARDS", "VIEW"],
  response: { 200: RewardDto },
  examples: { response: rewardExample },
  async handler({ ctx, param, headers }) {
    const reward = await getReward(ctx, param("reward"));
    headers.set("etag", entityTag(reward.version));
    return reward;
  },
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
  errors: [404, 409],
  examples: { request: { reward: rewardChange } },
  takesIfMatch: true,
  handler: ({ ctx, param, body, expectedVersion }) =>
    updateReward(ctx, param("reward"), body, { expectedVersion }),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: details, PUT: update });
