"use server";

import { z } from "zod";
import { authActionClient } from "#lib/auth/actions.ts";
import { requireSameStore } from "#lib/auth/same-store.ts";
import { changeSettings } from "./mutations.ts";
import type { SettingsChange } from "./schema.ts";

/** The verb parses its input itself: paths of violations are relative to it. */
export const changeSettingsAction = authActionClient
  .inputSchema(
    z.object({ storeCode: z.string(), expectedVersion: z.string(), settings: z.custom<SettingsChange>() }),
  )
  .action(async ({ ctx, parsedInput: { storeCode, settings, ...options } }) => {
    requireSameStore(ctx, storeCode);
    await changeSettings(ctx, settings, options);
  });
