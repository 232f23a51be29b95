import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { getTransaction } from "#lib/loyalty/transactions/data.ts";
import { TransactionDto } from "#lib/loyalty/transactions/schema.ts";
import { transactionExample } from "../../loyalty-examples.ts";

const read = defineRoute({
  operationId: "transactionGet",
  summary: "Get transaction’s details",
  tags: ["Transactions"],
  auth: "store",
  permission: ["TRANSACTION", "VIEW"],
  response: { 200: TransactionDto },
  examples: { response: transactionExample },
  handler: ({ ctx, param }) => getTransaction(ctx, param("transaction")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read });
