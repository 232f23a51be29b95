import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { TRANSACTION_COLUMNS } from "#lib/loyalty/transactions/core/list-columns.ts";
import { listTransactions } from "#lib/loyalty/transactions/data.ts";
import { registerTransaction } from "#lib/loyalty/transactions/mutations.ts";
import { NewTransaction, TransactionIdDto, TransactionListDto } from "#lib/loyalty/transactions/schema.ts";
import { listOf, newTransactionExample, transactionExample } from "../loyalty-examples.ts";

const read = defineRoute({
  operationId: "transactionGetList",
  summary: "Get transactions list",
  tags: ["Transactions"],
  auth: "store",
  permission: ["TRANSACTION", "VIEW"],
  query: listQuery(TRANSACTION_COLUMNS),
  response: { 200: TransactionListDto },
  examples: { response: listOf(transactionExample) },
  handler: ({ ctx, query }) => listTransactions(ctx, query),
});

const post = defineRoute({
  operationId: "transactionPost",
  summary: "Add a transaction",
  description:
    "Matched with the member whom customerData name: by customerId, loyaltyCardNumber, email or phone. A repeat of the same document answers with the earlier transaction and has no events.",
  tags: ["Transactions"],
  auth: "store",
  permission: ["TRANSACTION", "MODIFY"],
  body: wrapped("transaction", NewTransaction),
  response: { 200: TransactionIdDto },
  examples: {
    request: { transaction: newTransactionExample },
    response: { transactionId: transactionExample.transactionId },
  },
  handler: ({ ctx, body }) => registerTransaction(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read, POST: post });
