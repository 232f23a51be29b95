import { RefreshInput, TokensDto } from "#lib/auth/schema.ts";
import { refreshTokens } from "#lib/auth/tokens.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { bare } from "#lib/http/request-body.ts";
import { tokensExample } from "../../[storeCode]/loyalty-examples.ts";

const refresh = defineRoute({
  operationId: "tokenRefresh",
  summary: "Refresh admin token",
  description: "A refresh token works once; one that is used again ends all that came from it.",
  tags: ["Authorization"],
  auth: "none",
  body: bare(RefreshInput),
  response: { 200: TokensDto },
  errors: [401, 503],
  examples: { request: { refresh_token: tokensExample.refresh_token }, response: tokensExample },
  handler: ({ services, body }) => refreshTokens(services, body.refresh_token),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: refresh });
