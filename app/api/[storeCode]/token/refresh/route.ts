import { refreshMemberTokens } from "#lib/auth/member-tokens.ts";
import { RefreshInput, TokensDto } from "#lib/auth/schema.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { bare } from "#lib/http/request-body.ts";
import { tokensExample } from "../../loyalty-examples.ts";

const post = defineRoute({
  operationId: "memberPostTokenRefresh",
  summary: "Refresh member token",
  description: "A refresh token works once. One that comes back ends its whole family.",
  tags: ["Member"],
  auth: "public",
  body: bare(RefreshInput),
  response: { 200: TokensDto },
  errors: [401],
  examples: { request: { refresh_token: "0558f8bb29948c4e54c443f..." }, response: tokensExample },
  handler: ({ ctx, body }) => refreshMemberTokens(ctx, body.refresh_token),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
