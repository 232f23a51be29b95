"use server";

import { z } from "zod";
import { authActionClient } from "#lib/auth/actions.ts";
import { requireSameStore } from "#lib/auth/same-store.ts";
import { createCustomEventSchema, updateCustomEventSchema } from "./mutations.ts";
import type { CustomEventSchemaChange, NewCustomEventSchema } from "./schema.ts";

/** The verbs parse their input themselves: paths of violations are relative to it. */

export const createCustomEventSchemaAction = authActionClient
  .inputSchema(z.object({ storeCode: z.string(), schema: z.custom<NewCustomEventSchema>() }))
  .action(({ ctx, parsedInput: { storeCode, schema } }) => {
    requireSameStore(ctx, storeCode);
    return createCustomEventSchema(ctx, schema);
  });

export const updateCustomEventSchemaAction = authActionClient
  .inputSchema(
    z.object({
      storeCode: z.string(),
      eventType: z.string(),
      expectedVersion: z.string(),
      schema: z.custom<CustomEventSchemaChange>(),
    }),
  )
  .action(({ ctx, parsedInput: { storeCode, eventType, schema, ...options } }) => {
    requireSameStore(ctx, storeCode);
    return updateCustomEventSchema(ctx, eventType, schema, options);
  });
