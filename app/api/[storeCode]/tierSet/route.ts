import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { TIER_SET_COLUMNS } from "#lib/loyalty/tiers/core/list-columns.ts";
import { listTierSets } from "#lib/loyalty/tiers/data.ts";
import { NewTierSet, TierSetIdDto, TierSetListDto } from "#lib/loyalty/tiers/schema.ts";
import { createTierSet } from "#lib/loyalty/tiers/tier-sets.ts";
import { listOf, newTierSetExample, tierSetExample } from "../loyalty-examples.ts";

const read = defineRoute({
  operationId: "getTierSetList",
  summary: "Get tier sets list",
  tags: ["Tier"],
  auth: "store",
  permission: ["LEVEL", "VIEW"],
  query: listQuery(TIER_SET_COLUMNS),
  response: { 200: TierSetListDto },
  examples: { response: listOf(tierSetExample) },
  handler: ({ ctx, query }) => listTierSets(ctx, query),
});

const post = defineRoute({
  operationId: "tierSetPost",
  summary: "Add a tier set",
  description:
    "With a lowest tier of its own. One set of a store is active at a time: its members move between its tiers.",
  tags: ["Tier"],
  auth: "store",
  permission: ["LEVEL", "MODIFY"],
  body: wrapped("tierSet", NewTierSet),
  response: { 200: TierSetIdDto },
  errors: [409],
  examples: { request: { tierSet: newTierSetExample }, response: { tierSetId: tierSetExample.tierSetId } },
  handler: ({ ctx, body }) => createTierSet(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read, POST: post });
