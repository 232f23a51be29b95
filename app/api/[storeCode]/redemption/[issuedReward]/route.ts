import { entityTag } from "#lib/http/core/entity-tag.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { getRedemption } from "#lib/loyalty/redemptions/data.ts";
import { RedemptionDto } from "#lib/loyalty/redemptions/schema.ts";
import { redemptionExample } from "../examples.ts";

const details = defineRoute({
  operationId: "redemptionGet",
  summary: "Get a redemption",
  description:
    "A member gets his or her own. The ETag of the answer is the version, for If-Match of a change of its status.",
  tags: ["Redemption"],
  auth: "either",
  permission: ["ISSUED_REWARDS", "VIEW"],
  response: { 200: RedemptionDto },
  examples: { response: redemptionExample },
  async handler({ ctx, param, headers }) {
    const redemption = await getRedemption(ctx, param("issuedReward"));
    headers.set("etag", entityTag(redemption.version));
    return redemption;
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: details });
