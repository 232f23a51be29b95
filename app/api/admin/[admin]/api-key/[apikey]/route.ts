import { changeApiKey, revokeApiKey } from "#lib/api-keys/mutations.ts";
import { ApiKeyChange } from "#lib/api-keys/schema.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";

const change = defineRoute({
  operationId: "_apiKeyPut",
  summary: "Edit API key",
  tags: ["Admin"],
  auth: "account",
  body: wrapped("apiKey", ApiKeyChange),
  response: { 204: null },
  errors: [403, 404],
  examples: { request: { apiKey: { name: "Order system", expirationDate: "2030-01-01T00:00:00Z" } } },
  handler: ({ ctx, param, body }) => changeApiKey(ctx, param("admin"), param("apikey"), body),
});

const revoke = defineRoute({
  operationId: "_apiKeyDelete",
  summary: "Delete API key",
  description: "The key opens nothing any more.",
  tags: ["Admin"],
  auth: "account",
  response: { 204: null },
  errors: [403, 404],
  handler: ({ ctx, param }) => revokeApiKey(ctx, param("admin"), param("apikey")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ PUT: change, DELETE: revoke });
