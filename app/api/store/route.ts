import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { STORE_COLUMNS } from "#lib/stores/core/list-columns.ts";
import { listStores } from "#lib/stores/data.ts";
import { createStore } from "#lib/stores/mutations.ts";
import { CreatedStoreDto, StoreInput, StoreListDto } from "#lib/stores/schema.ts";
import { listOf } from "../[storeCode]/loyalty-examples.ts";
import { storeExample } from "../examples.ts";

const list = defineRoute({
  operationId: "storeGetList",
  summary: "Get tenants list",
  description: "The stores in which the administrator has a permission.",
  tags: ["Store"],
  auth: "account",
  query: listQuery(STORE_COLUMNS),
  response: { 200: StoreListDto },
  examples: { response: listOf(storeExample) },
  handler: ({ ctx, query }) => listStores(ctx, query),
});

const create = defineRoute({
  operationId: "storePost",
  summary: "Add a new tenant",
  description: "Needs a master role. Without `code` the code is made of the name.",
  tags: ["Store"],
  auth: "account",
  body: wrapped("store", StoreInput),
  response: { 200: CreatedStoreDto },
  errors: [403],
  examples: {
    request: { store: { code: "NORTH", name: "North", currency: "EUR", active: true } },
    response: { storeId: storeExample.storeId },
  },
  handler: ({ ctx, body }) => createStore(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list, POST: create });
