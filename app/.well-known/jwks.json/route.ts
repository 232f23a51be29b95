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
  examples: {
    response: {
      keys: [
        {
          kty: "RSA",
          use: "sig",
          alg: "RS256",
          kid: "VMh-Hv54kaQLt1JDI3LoSAzuZtmOeTcjTDGXqF41q-M",
          n: "0vx7…",
          e: "AQAB",
        },
      ],
    },
  },
  handler: ({ services }) => publicJwks(services),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: keys });
