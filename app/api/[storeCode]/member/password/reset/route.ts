import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { bare } from "#lib/http/request-body.ts";
import { PasswordReset } from "#lib/loyalty/members/schema.ts";
import { resetPassword } from "#lib/loyalty/members/self-service.ts";

const post = defineRoute({
  operationId: "memberPostPasswordReset",
  summary: "Set a new member’s password",
  description:
    "Open to everybody: the code of CustomerRequestedPasswordReset says whose it is. Sessions of the member end.",
  tags: ["Member"],
  auth: "public",
  body: bare(PasswordReset),
  response: { 204: null },
  errors: [429],
  examples: { request: { token: "7KQ4M2XWPA", reset: { plainPassword: "a good long password" } } },
  handler: ({ ctx, body }) => resetPassword(ctx, body.token, body.reset.plainPassword),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
