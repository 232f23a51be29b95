import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { getStatusHistory } from "#lib/loyalty/redemptions/data.ts";
import { StatusHistoryDto } from "#lib/loyalty/redemptions/schema.ts";

const history = defineRoute({
  operationId: "redemptionGetStatusHistory",
  summary: "Get the statuses that a redemption had",
  description: "The newest first.",
  tags: ["Redemption"],
  auth: "either",
  permission: ["ISSUED_REWARDS", "VIEW"],
  response: { 200: StatusHistoryDto },
  errors: [404],
  examples: {
    response: {
      items: [{ status: "issued", comment: "", updatedAt: "2026-11-20T16:02:31.000Z" }],
      total: { all: 1, filtered: 1, estimated: false },
    },
  },
  handler: ({ ctx, param }) => getStatusHistory(ctx, param("issuedReward")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: history });
