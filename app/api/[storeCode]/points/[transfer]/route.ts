import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { getTransfer } from "#lib/loyalty/points/data.ts";
import { TransferDto } from "#lib/loyalty/points/schema.ts";
import { transferExample } from "../../loyalty-examples.ts";

const read = defineRoute({
  operationId: "transferGet",
  summary: "Get unit transfer’s details",
  tags: ["Points"],
  auth: "store",
  permission: ["POINT_TRANSFER", "VIEW"],
  response: { 200: TransferDto },
  examples: { response: transferExample },
  handler: ({ ctx, param }) => getTransfer(ctx, param("transfer")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read });
