"use server";

import { z } from "zod";
import { authActionClient } from "#lib/auth/actions.ts";
import { requireSameStore } from "#lib/auth/same-store.ts";
import { changeEventDefinition, createEventDefinition, deleteEventDefinition } from "./mutations.ts";
import type { EventDefinitionChange, NewEventDefinition } from "./schema.ts";

/** The verbs parse their input themselves. */

export const createEventDefinitionAction = authActionClient
  .inputSchema(z.object({ storeCode: z.string(), definition: z.custom<NewEventDefinition>() }))
  .action(async ({ ctx, parsedInput: { storeCode, definition } }) => {
    requireSameStore(ctx, storeCode);
    return createEventDefinition(ctx, definition);
  });

const version = { expectedVersion: z.int() };

export const changeEventDefinitionAction = authActionClient
  .inputSchema(z.object({ eventName: z.string(), ...version, change: z.custom<EventDefinitionChange>() }))
  .action(async ({ ctx, parsedInput: { eventName, expectedVersion, change } }) => {
    await changeEventDefinition(ctx, eventName, change, { expectedVersion });
  });

export const deleteEventDefinitionAction = authActionClient
  .inputSchema(z.object({ eventName: z.string() }))
  .action(async ({ ctx, parsedInput: { eventName } }) => {
    await deleteEventDefinition(ctx, eventName);
  });
