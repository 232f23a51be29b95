import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { sendActivationCode } from "#lib/loyalty/members/self-service.ts";

const post = defineRoute({
  operationId: "memberPostSendCode",
  summary: "Resend activation code",
  tags: ["Member"],
  auth: "store",
  permission: ["CUSTOMER", "MODIFY"],
  response: { 204: null },
  errors: [409],
  handler: ({ ctx, param }) => sendActivationCode(ctx, param("member")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
