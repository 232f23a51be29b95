import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { expire } from "#lib/loyalty/points/use-cases.ts";

const post = defineRoute({
  operationId: "pointsPostTransferExpire",
  summary: "Expire units transfer",
  tags: ["Points"],
  auth: "store",
  permission: ["POINT_TRANSFER", "MODIFY"],
  response: { 204: null },
  errors: [409],
  handler: ({ ctx, param }) => expire(ctx, param("transfer")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
