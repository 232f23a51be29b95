import { entityTag } from "#lib/http/core/entity-tag.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { getTierSet } from "#lib/loyalty/tiers/data.ts";
import { TierSetChange, TierSetDto } from "#lib/loyalty/tiers/schema.ts";
import { updateTierSet } from "#lib/loyalty/tiers/tier-sets.ts";
import { tierSetChangeExample, tierSetExample } from "../../loyalty-examples.ts";

const read = defineRoute({
  operationId: "tierSetGet",
  summary: "Get tier set’s details",
  description: "The ETag of the answer is the version of the set with its tiers, for If-Match of a change.",
  tags: ["Tier"],
  auth: "store",
  permission: ["LEVEL", "VIEW"],
  response: { 200: TierSetDto },
  examples: { response: tierSetExample },
  async handler({ ctx, param, headers }) {
    const set = await getTierSet(ctx, param("tierSet"));
    headers.set("etag", entityTag(set.version));
    return set;
  },
});

const put = defineRoute({
  operationId: "_tierSetPut",
  summary: "Update a tier set",
  description:
    "What is left out stays as it is, except conditions: one that is not named by its id goes, with the tiers’ values for it. A tier that has no value for a new condition is reached by nobody until the list of tiers gives it one. Members are looked at again when something of theirs changes, or at the next recalculation. With another `downgrade`, the next recalculation of all who have a tier is planned anew, in the background.",
  tags: ["Tier"],
  auth: "store",
  permission: ["LEVEL", "MODIFY"],
  body: wrapped("tierSet", TierSetChange),
  response: { 204: null },
  errors: [409],
  examples: { request: { tierSet: tierSetChangeExample } },
  takesIfMatch: true,
  handler: ({ ctx, param, body, expectedVersion }) =>
    updateTierSet(ctx, param("tierSet"), body, { expectedVersion }),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read, PUT: put });
