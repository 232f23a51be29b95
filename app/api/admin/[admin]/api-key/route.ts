import { API_KEY_COLUMNS } from "#lib/api-keys/core/list-columns.ts";
import { listApiKeys } from "#lib/api-keys/data.ts";
import { createApiKey } from "#lib/api-keys/mutations.ts";
import { ApiKeyListDto, CreatedApiKeyDto, NewApiKey } from "#lib/api-keys/schema.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { apiKeyListExample, createdApiKeyExample } from "../../../examples.ts";

const list = defineRoute({
  operationId: "_apiKeyGetList",
  summary: "Gives a list of api keys",
  description: "Keys that are not revoked; of a key its first characters are kept only.",
  tags: ["Admin"],
  auth: "account",
  query: listQuery(API_KEY_COLUMNS),
  response: { 200: ApiKeyListDto },
  errors: [403, 404],
  examples: { response: apiKeyListExample },
  handler: ({ ctx, param, query }) => listApiKeys(ctx, param("admin"), query),
});

const create = defineRoute({
  operationId: "_apiKeyPost",
  summary: "Add a new API key",
  description:
    "The answer holds the key, once. It may do what its administrator may, in the store `storeCode` if it is given; a `readOnly` key changes nothing.",
  tags: ["Admin"],
  auth: "account",
  body: wrapped("apiKey", NewApiKey),
  response: { 200: CreatedApiKeyDto },
  errors: [403, 404, 409],
  examples: {
    request: { apiKey: { name: "Order system", expirationDate: "2030-01-01T00:00:00Z" } },
    response: createdApiKeyExample,
  },
  handler: ({ ctx, param, body }) => createApiKey(ctx, param("admin"), body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list, POST: create });
