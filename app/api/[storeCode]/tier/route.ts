import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { TIER_COLUMNS } from "#lib/loyalty/tiers/core/list-columns.ts";
import { listTiers } from "#lib/loyalty/tiers/data.ts";
import { TierListDto } from "#lib/loyalty/tiers/schema.ts";
import { listOf, tierExample } from "../loyalty-examples.ts";

const read = defineRoute({
  operationId: "_tierGetList",
  summary: "Get tiers list",
  description: "Of all tier sets.",
  tags: ["Tier"],
  auth: "store",
  permission: ["LEVEL", "VIEW"],
  query: listQuery(TIER_COLUMNS),
  response: { 200: TierListDto },
  examples: { response: listOf(tierExample) },
  handler: ({ ctx, query }) => listTiers(ctx, query),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read });
