import { signInMember } from "#lib/auth/member-tokens.ts";
import { CredentialsInput, TokensDto } from "#lib/auth/schema.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { bare } from "#lib/http/request-body.ts";
import { tokensExample } from "../../loyalty-examples.ts";

const post = defineRoute({
  operationId: "memberLoginCheck",
  summary: "Get member token",
  tags: ["Member"],
  auth: "public",
  body: bare(CredentialsInput),
  response: { 200: TokensDto },
  errors: [401, 429],
  examples: {
    request: { username: "emma.clarke@example.com", password: "a good long password" },
    response: tokensExample,
  },
  handler: ({ ctx, body }) => signInMember(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
