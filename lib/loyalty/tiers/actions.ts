"use server";

import { z } from "zod";
import { authActionClient } from "#lib/auth/actions.ts";
import { telling } from "../telling.ts";
import { giveTier, removeManualTier } from "./mutations.ts";

export const giveTierAction = authActionClient
  .inputSchema(z.object({ memberId: z.uuid(), levelId: z.string() }))
  .action(({ ctx, parsedInput: { memberId, levelId } }) =>
    telling(ctx, () => giveTier(ctx, memberId, levelId)),
  );

export const removeManualTierAction = authActionClient
  .inputSchema(z.object({ memberId: z.uuid() }))
  .action(({ ctx, parsedInput: { memberId } }) => telling(ctx, () => removeManualTier(ctx, memberId)));
