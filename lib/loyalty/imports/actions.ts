"use server";

import { z } from "zod";
import { authActionClient } from "#lib/auth/actions.ts";
import { requireSameStore } from "#lib/auth/same-store.ts";
import { IMPORT_TYPES } from "./constants.ts";
import { cancelImport, createImport } from "./mutations.ts";

/** The verb checks the file: paths of violations are relative to its input. */
export const createImportAction = authActionClient
  .inputSchema(z.object({ storeCode: z.string(), type: z.enum(IMPORT_TYPES), file: z.instanceof(File) }))
  .action(async ({ ctx, parsedInput: { storeCode, type, file } }) => {
    requireSameStore(ctx, storeCode);
    return createImport(ctx, { type, fileName: file.name, file: new Uint8Array(await file.arrayBuffer()) });
  });

export const cancelImportAction = authActionClient
  .inputSchema(z.strictObject({ importId: z.string() }))
  .action(({ ctx, parsedInput }) => cancelImport(ctx, parsedInput.importId));
