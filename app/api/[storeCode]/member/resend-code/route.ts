import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { bare } from "#lib/http/request-body.ts";
import { ResendCode } from "#lib/loyalty/members/schema.ts";
import { resendActivationCode } from "#lib/loyalty/members/self-service.ts";

const post = defineRoute({
  operationId: "memberPostResendCode",
  summary: "Request activation code",
  description: "Open to everybody. The answer does not tell whether there is such a member.",
  tags: ["Member"],
  auth: "public",
  body: bare(ResendCode),
  response: { 204: null },
  errors: [429],
  examples: { request: { phone: "+447700900142" } },
  handler: ({ ctx, body }) => resendActivationCode(ctx, body.phone),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
