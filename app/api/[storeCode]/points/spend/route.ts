import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { NewSpending, TransferIdDto } from "#lib/loyalty/points/schema.ts";
import { spendTransfer } from "#lib/loyalty/points/use-cases.ts";
import { memberExample, transferExample } from "../../loyalty-examples.ts";

const post = defineRoute({
  operationId: "pointsPostTransferSpend",
  summary: "Spend units",
  description: "The units that expire first are spent first. Never below zero.",
  tags: ["Points"],
  auth: "store",
  permission: ["POINT_TRANSFER", "MODIFY"],
  body: wrapped("transfer", NewSpending),
  response: { 200: TransferIdDto },
  errors: [404, 409],
  examples: {
    request: { transfer: { customer: memberExample.customerId, points: 50 } },
    response: { transferId: transferExample.transferId },
  },
  handler: ({ ctx, body }) => spendTransfer(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
