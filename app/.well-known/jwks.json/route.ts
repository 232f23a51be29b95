import { publicJwks } from "#lib/auth/jwt-keys.ts";
import { JwksDto } from "#lib/auth/schema.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";

const keys = defineRoute({
  operationId: "jwksGet",
  summary: "The public keys that verify tokens",
  tags: ["Authorization"],
  auth: "none",
  response: { 200: JwksDto },
  errors: [503],
  handler: ({ services }) => publicJwks(services),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: keys });
