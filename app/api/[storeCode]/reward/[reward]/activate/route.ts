import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { setRewardActive } from "#lib/loyalty/rewards/mutations.ts";

const activate = defineRoute({
  operationId: "rewardPostActivate",
  summary: "Activate a reward",
  description: "Publishes RewardUpdated unless it is so already.",
  tags: ["Reward"],
  auth: "store",
  permission: ["REWARDS", "MODIFY"],
  response: { 204: null },
  errors: [404],
  handler: ({ ctx, param }) => setRewardActive(ctx, param("reward"), true),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: activate });
