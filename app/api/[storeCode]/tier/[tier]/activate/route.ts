import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { bare } from "#lib/http/request-body.ts";
import { TierActivity } from "#lib/loyalty/tiers/schema.ts";
import { setTierActive } from "#lib/loyalty/tiers/single-tier.ts";

const post = defineRoute({
  operationId: "tierPostActivate",
  summary: "Activate a tier",
  description:
    "Or switch it off: nobody gets it any more, and its members have it until they are looked at again.",
  tags: ["Tier"],
  auth: "store",
  permission: ["LEVEL", "MODIFY"],
  body: bare(TierActivity),
  // The reference’s, without a body.
  response: { 200: null },
  examples: { request: { active: true } },
  handler: ({ ctx, param, body }) => setTierActive(ctx, param("tier"), body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
