import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { TierChange, TierIdDto } from "#lib/loyalty/tiers/schema.ts";
import { createTier } from "#lib/loyalty/tiers/single-tier.ts";
import { tierExample } from "../../loyalty-examples.ts";

const post = defineRoute({
  operationId: "tierPost",
  summary: "Add a tier",
  description:
    "To the active tier set, which has one condition; it stands above those that ask for as much or less. Members are looked at again when something of theirs changes, or at the next recalculation.",
  tags: ["Tier"],
  auth: "store",
  permission: ["LEVEL", "MODIFY"],
  body: wrapped("level", TierChange),
  response: { 200: TierIdDto },
  errors: [409],
  examples: {
    request: { level: { translations: { en: { name: "Gold" } }, conditionValue: 500, rewards: [] } },
    response: { levelId: tierExample.levelId },
  },
  handler: ({ ctx, body }) => createTier(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
