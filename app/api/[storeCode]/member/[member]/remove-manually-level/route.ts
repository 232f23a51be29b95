import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { optional } from "#lib/http/request-body.ts";
import { removeManualTier } from "#lib/loyalty/tiers/mutations.ts";
import { RemovedTier } from "#lib/loyalty/tiers/schema.ts";

const post = defineRoute({
  operationId: "memberPostRemoveTier",
  summary: "Remove manually assigned tier",
  description: "The thresholds count again, up or down.",
  tags: ["Member"],
  auth: "store",
  permission: ["CUSTOMER", "MODIFY"],
  body: optional(RemovedTier),
  response: { 204: null },
  examples: { request: {} },
  handler: ({ ctx, param }) => removeManualTier(ctx, param("member")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
