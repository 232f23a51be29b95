import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { REDEMPTION_COLUMNS } from "#lib/loyalty/redemptions/core/list-columns.ts";
import { listRedemptions } from "#lib/loyalty/redemptions/data.ts";
import { RedemptionListDto } from "#lib/loyalty/redemptions/schema.ts";
import { redemptionExample } from "./examples.ts";

const list = defineRoute({
  operationId: "redemptionGetList",
  summary: "Get the redemptions",
  tags: ["Redemption"],
  auth: "store",
  permission: ["ISSUED_REWARDS", "VIEW"],
  query: listQuery(REDEMPTION_COLUMNS),
  response: { 200: RedemptionListDto },
  examples: { response: { items: [redemptionExample], total: { all: 1, filtered: 1, estimated: false } } },
  handler: ({ ctx, query }) => listRedemptions(ctx, query),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list });
