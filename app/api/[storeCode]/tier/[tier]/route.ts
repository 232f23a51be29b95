import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { getTier } from "#lib/loyalty/tiers/data.ts";
import { TierChange, TierDto, TierIdDto } from "#lib/loyalty/tiers/schema.ts";
import { deleteTier, updateTier } from "#lib/loyalty/tiers/single-tier.ts";
import { tierExample } from "../../loyalty-examples.ts";

const read = defineRoute({
  operationId: "_tierGet",
  summary: "Get tier’s details",
  tags: ["Tier"],
  auth: "store",
  permission: ["LEVEL", "VIEW"],
  response: { 200: TierDto },
  examples: { response: tierExample },
  handler: ({ ctx, param }) => getTier(ctx, param("tier")),
});

const put = defineRoute({
  operationId: "tierPut",
  summary: "Update tier’s details",
  description:
    "Of a set with one condition; the lowest tier asks for nothing. Members are looked at again when something of theirs changes, or at the next recalculation.",
  tags: ["Tier"],
  auth: "store",
  permission: ["LEVEL", "MODIFY"],
  body: wrapped("level", TierChange),
  response: { 200: TierIdDto },
  errors: [409],
  examples: {
    request: { level: { translations: { en: { name: "Silver" } }, conditionValue: 100, rewards: [] } },
    response: { levelId: tierExample.levelId },
  },
  handler: ({ ctx, param, body }) => updateTier(ctx, param("tier"), body),
});

const remove = defineRoute({
  operationId: "tierDelete",
  summary: "Delete a tier",
  description: "One without members, and not the lowest of its set.",
  tags: ["Tier"],
  auth: "store",
  permission: ["LEVEL", "MODIFY"],
  response: { 204: null },
  errors: [409],
  handler: ({ ctx, param }) => deleteTier(ctx, param("tier")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: read,
  PUT: put,
  DELETE: remove,
});
