import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { bare } from "#lib/http/request-body.ts";
import { changeRedemptionStatus } from "#lib/loyalty/redemptions/mutations.ts";
import { NewStatus } from "#lib/loyalty/redemptions/schema.ts";

const change = defineRoute({
  operationId: "redemptionPostStatus",
  summary: "Change the status of a redemption",
  description:
    "Publishes RewardRedemptionStatusChanged unless it has the status already. What is canceled, rejected or returned stays so (409), and what is completed can only be returned. A redemption that is canceled or rejected gives back the units that it cost.",
  tags: ["Redemption"],
  auth: "store",
  permission: ["ISSUED_REWARDS", "MODIFY"],
  body: bare(NewStatus),
  response: { 204: null },
  errors: [404, 409],
  examples: { request: { status: "completed", comment: "Used in the Camden shop" } },
  takesIfMatch: true,
  handler: ({ ctx, param, body, expectedVersion }) =>
    changeRedemptionStatus(ctx, param("issuedReward"), body, { expectedVersion }),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: change });
