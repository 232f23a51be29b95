import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { IMPORT_LIST_COLUMNS } from "#lib/loyalty/imports/core/list-columns.ts";
import { listImports } from "#lib/loyalty/imports/data.ts";
import { ImportListDto } from "#lib/loyalty/imports/schema.ts";
import { importExample, listOf } from "../loyalty-examples.ts";

const list = defineRoute({
  operationId: "_importGetList",
  summary: "Get imports list",
  description: "With how far each is.",
  tags: ["Import"],
  auth: "store",
  permission: ["IMPORT", "VIEW"],
  query: listQuery(IMPORT_LIST_COLUMNS),
  response: { 200: ImportListDto },
  examples: { response: listOf(importExample) },
  handler: ({ ctx, query }) => listImports(ctx, query),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list });
