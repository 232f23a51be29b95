import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { changeRedemptionStatus } from "#lib/loyalty/redemptions/mutations.ts";

const cancel = defineRoute({
  operationId: "redemptionPostCancel",
  summary: "Cancel a redemption",
  description: "The same as the status canceled: the units that it cost are given back.",
  tags: ["Redemption"],
  auth: "store",
  permission: ["ISSUED_REWARDS", "MODIFY"],
  response: { 204: null },
  errors: [404, 409],
  takesIfMatch: true,
  handler: ({ ctx, param, expectedVersion }) =>
    changeRedemptionStatus(ctx, param("issuedReward"), { status: "canceled" }, { expectedVersion }),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: cancel });
