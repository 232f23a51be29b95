import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { assignTransaction } from "#lib/loyalty/transactions/mutations.ts";
import { AssignmentDto, NewAssignment } from "#lib/loyalty/transactions/schema.ts";
import { memberExample, transactionExample } from "../../loyalty-examples.ts";

const post = defineRoute({
  operationId: "transactionPostMemberAssign",
  summary: "Match the transaction",
  tags: ["Transactions"],
  auth: "store",
  permission: ["TRANSACTION", "MODIFY"],
  body: wrapped("assign", NewAssignment),
  response: { 200: AssignmentDto },
  errors: [404, 409],
  examples: {
    request: {
      assign: { transactionDocumentNumber: "CAM-2025-114711", customerId: memberExample.customerId },
    },
    response: { transactionId: transactionExample.transactionId, customerId: memberExample.customerId },
  },
  handler: ({ ctx, body }) => assignTransaction(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
