import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { TRANSFER_COLUMNS } from "#lib/loyalty/points/core/list-columns.ts";
import { listTransfers } from "#lib/loyalty/points/data.ts";
import { TransferListDto } from "#lib/loyalty/points/schema.ts";
import { listOf, transferExample } from "../loyalty-examples.ts";

const read = defineRoute({
  operationId: "pointsGetTransferList",
  summary: "Get units transfers list",
  tags: ["Points"],
  auth: "store",
  permission: ["POINT_TRANSFER", "VIEW"],
  query: listQuery(TRANSFER_COLUMNS),
  response: { 200: TransferListDto },
  examples: { response: listOf(transferExample) },
  handler: ({ ctx, query }) => listTransfers(ctx, query),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read });
