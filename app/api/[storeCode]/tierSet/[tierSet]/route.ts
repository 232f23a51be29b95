import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { getTierSet } from "#lib/loyalty/tiers/data.ts";
import { TierSetDto } from "#lib/loyalty/tiers/schema.ts";
import { tierSetExample } from "../../loyalty-examples.ts";

const read = defineRoute({
  operationId: "tierSetGet",
  summary: "Get tier set’s details",
  tags: ["Tier"],
  auth: "store",
  permission: ["LEVEL", "VIEW"],
  response: { 200: TierSetDto },
  examples: { response: tierSetExample },
  handler: ({ ctx, param }) => getTierSet(ctx, param("tierSet")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read });
