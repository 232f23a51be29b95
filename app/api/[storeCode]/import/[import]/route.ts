import { validationFailed } from "#lib/errors/app-error.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { uploaded } from "#lib/http/request-body.ts";
import { IMPORT_BYTES_MAX, IMPORT_TYPES, type ImportType } from "#lib/loyalty/imports/constants.ts";
import { IMPORT_ITEM_COLUMNS } from "#lib/loyalty/imports/core/list-columns.ts";
import { listImportItems } from "#lib/loyalty/imports/data.ts";
import { createImport } from "#lib/loyalty/imports/mutations.ts";
import { ImportIdDto, ImportItemListDto } from "#lib/loyalty/imports/schema.ts";
import { importExample, importItemExample, listOf } from "../../loyalty-examples.ts";

const items = defineRoute({
  operationId: "_importItemGetList",
  summary: "Get import details",
  description:
    "What became of each line, in the order of the file. The rejected ones, with the reason: `?status=error`. A transaction whose items are on several lines is one item.",
  tags: ["Import"],
  auth: "store",
  permission: ["IMPORT", "VIEW"],
  query: listQuery(IMPORT_ITEM_COLUMNS),
  response: { 200: ImportItemListDto },
  examples: { response: listOf(importItemExample) },
  handler: ({ ctx, param, query }) => listImportItems(ctx, param("import"), query),
});

/** Here the reference's path ends with the type. */
const create = defineRoute({
  operationId: "postImport",
  summary: "Import file",
  description:
    "The path ends with the type of the file. The file is CSV in UTF-8 of 8 MiB and 50,000 lines at most, with a heading that names its columns, as docs/imports.md lists them. Its lines are taken in in the background, each by itself: one that is wrong is rejected and reported, and does not stop the others. Besides IMPORT the caller needs the permission to do the same one by one.",
  tags: ["Import"],
  auth: "store",
  permission: ["IMPORT", "MODIFY"],
  pathSchemas: { import: { type: "string", enum: [...IMPORT_TYPES] } },
  body: uploaded("import", IMPORT_BYTES_MAX),
  response: { 200: ImportIdDto },
  examples: { response: { importId: importExample.importId } },
  handler: ({ ctx, param, body }) => createImport(ctx, { type: typeOf(param("import")), ...body }),
});

function typeOf(text: string): ImportType {
  const type = IMPORT_TYPES.find((one) => one === text);
  if (type !== undefined) return type;
  const message = `There are imports of ${IMPORT_TYPES.join(", ")}.`;
  throw validationFailed([{ path: "type", message, code: "choice" }]);
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: items, POST: create });
