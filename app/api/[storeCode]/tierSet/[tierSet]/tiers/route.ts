import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { bare } from "#lib/http/request-body.ts";
import { TIER_COLUMNS } from "#lib/loyalty/tiers/core/list-columns.ts";
import { listTiersOfSet } from "#lib/loyalty/tiers/data.ts";
import { TierList, TierOfSetListDto } from "#lib/loyalty/tiers/schema.ts";
import { putTiers } from "#lib/loyalty/tiers/tier-sets.ts";
import { listOf, tierListExample, tierOfSetExample } from "../../../loyalty-examples.ts";

const read = defineRoute({
  operationId: "_getTierSetTiers",
  summary: "Get tiers list from a tier set",
  tags: ["Tier"],
  auth: "store",
  permission: ["LEVEL", "VIEW"],
  query: listQuery(TIER_COLUMNS, "the lowest"),
  response: { 200: TierOfSetListDto },
  examples: { response: listOf(tierOfSetExample) },
  handler: ({ ctx, param, query }) => listTiersOfSet(ctx, param("tierSet"), query),
});

const put = defineRoute({
  operationId: "tierPutList",
  summary: "Update existing tier list with conditions",
  description:
    "All tiers of the set, from the lowest; without levelId a new one. The first is the lowest tier, which asks for nothing. Tiers that are left out and have no members are removed, others are switched off. Members are looked at again when something of theirs changes, or at the next recalculation. If-Match takes the ETag of the set.",
  tags: ["Tier"],
  auth: "store",
  permission: ["LEVEL", "MODIFY"],
  body: bare(TierList),
  response: { 204: null },
  errors: [409],
  examples: { request: tierListExample },
  takesIfMatch: true,
  handler: ({ ctx, param, body, expectedVersion }) =>
    putTiers(ctx, param("tierSet"), body, { expectedVersion }),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read, PUT: put });
