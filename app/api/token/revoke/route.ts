import { requireWritable } from "#lib/auth/context.ts";
import { revokeRefreshTokens } from "#lib/auth/tokens.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";

const revoke = defineRoute({
  operationId: "userGetTokenRevoke",
  summary: "Log user out",
  description: "Revokes all refresh tokens of the administrator.",
  tags: ["Authorization"],
  auth: "account",
  response: { 204: null },
  errors: [403],
  handler({ services, ctx }) {
    // A change in spite of its method, which the reference fixes.
    requireWritable(ctx);
    return revokeRefreshTokens(services, ctx.administrator.id);
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: revoke });
