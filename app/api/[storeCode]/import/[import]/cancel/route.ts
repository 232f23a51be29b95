import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { cancelImport } from "#lib/loyalty/imports/mutations.ts";

const cancel = defineRoute({
  operationId: "importCancel",
  summary: "Cancel an import",
  description:
    "The lines that wait are withdrawn. What was taken in stays, with the events that it caused. One that is over already is a 409.",
  tags: ["Import"],
  auth: "store",
  permission: ["IMPORT", "MODIFY"],
  response: { 204: null },
  errors: [409],
  handler: ({ ctx, param }) => cancelImport(ctx, param("import")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: cancel });
