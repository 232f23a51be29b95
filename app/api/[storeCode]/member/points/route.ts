import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { OWN_TRANSFER_COLUMNS } from "#lib/loyalty/points/core/list-columns.ts";
import { listTransfers } from "#lib/loyalty/points/data.ts";
import { OwnP2p, TransferIdDto, TransferListDto } from "#lib/loyalty/points/schema.ts";
import { transferOwn } from "#lib/loyalty/points/use-cases.ts";
import { listOf, memberExample, transferExample } from "../../loyalty-examples.ts";

const read = defineRoute({
  operationId: "memberGetTransferList",
  summary: "Get logged member’s units",
  tags: ["Member"],
  auth: "member",
  query: listQuery(OWN_TRANSFER_COLUMNS),
  response: { 200: TransferListDto },
  examples: { response: listOf(transferExample) },
  handler: ({ ctx, query }) => listTransfers(ctx, query),
});

const post = defineRoute({
  operationId: "memberPostTransfer",
  summary: "Transfer points between members",
  tags: ["Member"],
  auth: "member",
  body: wrapped("transfer", OwnP2p),
  response: { 200: TransferIdDto },
  errors: [409],
  examples: {
    request: { transfer: { receiver: memberExample.customerId, points: 20 } },
    response: { transferId: transferExample.transferId },
  },
  handler: ({ ctx, body }) => transferOwn(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read, POST: post });
