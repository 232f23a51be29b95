import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { bare } from "#lib/http/request-body.ts";
import { ResetRequest } from "#lib/loyalty/members/schema.ts";
import { requestPasswordReset } from "#lib/loyalty/members/self-service.ts";

const post = defineRoute({
  operationId: "memberPostPasswordResetRequest",
  summary: "Request member’s password reset",
  description: "Open to everybody. The answer does not tell whether there is such a member.",
  tags: ["Member"],
  auth: "public",
  body: bare(ResetRequest),
  response: { 204: null },
  errors: [429],
  examples: { request: { username: "emma.clarke@example.com" } },
  handler: ({ ctx, body }) => requestPasswordReset(ctx, body.username),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
