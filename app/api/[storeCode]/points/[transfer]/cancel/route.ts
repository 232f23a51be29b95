import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { cancel } from "#lib/loyalty/points/use-cases.ts";

const post = defineRoute({
  operationId: "pointsPostTransferCancel",
  summary: "Cancel units transfer",
  tags: ["Points"],
  auth: "store",
  permission: ["POINT_TRANSFER", "MODIFY"],
  response: { 204: null },
  errors: [409],
  handler: ({ ctx, param }) => cancel(ctx, param("transfer")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
