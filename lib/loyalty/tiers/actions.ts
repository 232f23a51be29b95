"use server";

import { z } from "zod";
import { authActionClient } from "#lib/auth/actions.ts";
import { requireSameStore } from "#lib/auth/same-store.ts";
import { telling } from "../telling.ts";
import { giveTier, removeManualTier } from "./mutations.ts";
import type { NewTierSet, TierList, TierSetChange } from "./schema.ts";
import { createTierSet, putTiers, updateTierSet } from "./tier-sets.ts";

export const giveTierAction = authActionClient
  .inputSchema(z.object({ memberId: z.uuid(), levelId: z.string() }))
  .action(({ ctx, parsedInput: { memberId, levelId } }) =>
    telling(ctx, () => giveTier(ctx, memberId, levelId)),
  );

export const removeManualTierAction = authActionClient
  .inputSchema(z.object({ memberId: z.uuid() }))
  .action(({ ctx, parsedInput: { memberId } }) => telling(ctx, () => removeManualTier(ctx, memberId)));

/** The verbs parse their input themselves: paths of violations are relative to it. */
export const createTierSetAction = authActionClient
  .inputSchema(z.object({ storeCode: z.string(), tierSet: z.custom<NewTierSet>() }))
  .action(({ ctx, parsedInput: { storeCode, tierSet } }) => {
    requireSameStore(ctx, storeCode);
    return createTierSet(ctx, tierSet);
  });

export const updateTierSetAction = authActionClient
  .inputSchema(
    z.object({ tierSetId: z.uuid(), expectedVersion: z.string(), tierSet: z.custom<TierSetChange>() }),
  )
  .action(async ({ ctx, parsedInput: { tierSetId, tierSet, ...options } }) => {
    await updateTierSet(ctx, tierSetId, tierSet, options);
    return { tierSetId };
  });

export const putTiersAction = authActionClient
  .inputSchema(z.object({ tierSetId: z.uuid(), expectedVersion: z.string(), tiers: z.custom<TierList>() }))
  .action(({ ctx, parsedInput: { tierSetId, tiers, ...options } }) =>
    putTiers(ctx, tierSetId, tiers, options),
  );
