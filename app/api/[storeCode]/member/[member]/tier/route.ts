import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { bare } from "#lib/http/request-body.ts";
import { giveTier } from "#lib/loyalty/tiers/mutations.ts";
import { GivenTier } from "#lib/loyalty/tiers/schema.ts";
import { memberExample } from "../../../loyalty-examples.ts";

const post = defineRoute({
  operationId: "memberPostTier",
  summary: "Assign member to a tier",
  description: "By hand: thresholds do not move the member until the manual tier is removed.",
  tags: ["Member"],
  auth: "store",
  permission: ["CUSTOMER", "MODIFY"],
  body: bare(GivenTier),
  response: { 204: null },
  examples: { request: { levelId: memberExample.levelId } },
  handler: ({ ctx, param, body }) => giveTier(ctx, param("member"), body.levelId),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
