"use server";

import { z } from "zod";
import { accountActionClient } from "#lib/auth/actions.ts";
import { createApiKey, revokeApiKey } from "./mutations.ts";
import type { NewApiKey } from "./schema.ts";

/** One's own. The verb parses its input itself, so that its errors reach the form in one shape. */
export const createApiKeyAction = accountActionClient
  .inputSchema(z.custom<NewApiKey>())
  .action(({ ctx, parsedInput }) => createApiKey(ctx, ctx.administrator.id, parsedInput));

export const revokeApiKeyAction = accountActionClient
  .inputSchema(z.strictObject({ adminId: z.string(), apiKeyId: z.string() }))
  .action(({ ctx, parsedInput: { adminId, apiKeyId } }) => revokeApiKey(ctx, adminId, apiKeyId));
