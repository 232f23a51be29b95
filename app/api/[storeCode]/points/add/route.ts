import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { NewAdding, TransferIdDto } from "#lib/loyalty/points/schema.ts";
import { addTransfer } from "#lib/loyalty/points/use-cases.ts";
import { memberExample, transferExample } from "../../loyalty-examples.ts";

const post = defineRoute({
  operationId: "pointsPostTransferAdd",
  summary: "Add an units transfer",
  description:
    "With lockedUntilDays the units are pending until then, and expiresInDays counts from there. A repeated externalTransferId answers with the earlier transfer.",
  tags: ["Points"],
  auth: "store",
  permission: ["POINT_TRANSFER", "MODIFY"],
  body: wrapped("transfer", NewAdding),
  response: { 200: TransferIdDto },
  errors: [404, 409],
  examples: {
    request: {
      transfer: { customer: memberExample.customerId, points: 110, expiresInDays: 365, comment: "Welcome" },
    },
    response: { transferId: transferExample.transferId },
  },
  handler: ({ ctx, body }) => addTransfer(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
