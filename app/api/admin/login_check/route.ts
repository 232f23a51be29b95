import { authenticateAdministrator } from "#lib/auth/administrators.ts";
import { clientAddress } from "#lib/auth/client-address.ts";
import { CredentialsInput, TokensDto } from "#lib/auth/schema.ts";
import { issueTokens } from "#lib/auth/tokens.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { bare } from "#lib/http/request-body.ts";

const signIn = defineRoute({
  operationId: "adminLoginCheck",
  summary: "Get admin token",
  tags: ["Authorization"],
  auth: "none",
  body: bare(CredentialsInput),
  response: { 200: TokensDto },
  errors: [401, 429, 503],
  examples: {
    request: { username: "admin", password: "password" },
    response: { token: "eyJhbGciOiJSUzI1NiIsInR5cCI6...", refresh_token: "0558f8bb29948c4e54c443f..." },
  },
  async handler({ services, body, request, requestId }) {
    const ip = clientAddress(request.headers);
    return issueTokens(services, await authenticateAdministrator(services, { ...body, ip, requestId }));
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: signIn });
