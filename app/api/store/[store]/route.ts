import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { getStore } from "#lib/stores/data.ts";
import { changeStore } from "#lib/stores/mutations.ts";
import { StoreDto, StoreInput } from "#lib/stores/schema.ts";
import { storeExample } from "../../examples.ts";

const get = defineRoute({
  operationId: "_storeGet",
  summary: "Get tenant's details",
  tags: ["Store"],
  auth: "account",
  response: { 200: StoreDto },
  examples: { response: storeExample },
  handler: ({ ctx, param }) => getStore(ctx, param("store")),
});

const change = defineRoute({
  operationId: "storePut",
  summary: "Update tenant's configuration",
  description: "A store that is not active is not found by any path. Its code cannot be changed.",
  tags: ["Store"],
  auth: "account",
  body: wrapped("store", StoreInput),
  response: { 204: null },
  errors: [403, 409],
  examples: { request: { store: { name: "North", currency: "EUR", active: true } } },
  handler: ({ ctx, param, body }) => changeStore(ctx, param("store"), body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: get, PUT: change });
