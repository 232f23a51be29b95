import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { NewP2p, TransferIdDto } from "#lib/loyalty/points/schema.ts";
import { transferBetween } from "#lib/loyalty/points/use-cases.ts";
import { memberExample, transferExample } from "../../loyalty-examples.ts";

const post = defineRoute({
  operationId: "adminPostTransfer",
  summary: "Transfer units between members",
  tags: ["Points"],
  auth: "store",
  permission: ["POINT_TRANSFER", "MODIFY"],
  body: wrapped("transfer", NewP2p),
  response: { 200: TransferIdDto },
  errors: [404, 409],
  examples: {
    request: {
      transfer: {
        sender: memberExample.customerId,
        receiver: "018aa961-06d6-77f2-a6eb-a3bc8362a8a4",
        points: 20,
      },
    },
    response: { transferId: transferExample.transferId },
  },
  handler: ({ ctx, body }) => transferBetween(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
