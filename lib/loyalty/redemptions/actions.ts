"use server";

import { z } from "zod";
import { authActionClient } from "#lib/auth/actions.ts";
import { telling } from "../telling.ts";
import { buyReward, changeRedemptionStatus } from "./mutations.ts";
import type { NewStatus, Purchase } from "./schema.ts";

/** The verbs parse their input themselves: paths of violations are relative to it. */

export const buyRewardAction = authActionClient
  .inputSchema(z.object({ rewardId: z.uuid(), purchase: z.custom<Purchase>() }))
  .action(({ ctx, parsedInput: { rewardId, purchase } }) =>
    telling(ctx, () => buyReward(ctx, rewardId, purchase)),
  );

export const changeRedemptionStatusAction = authActionClient
  .inputSchema(
    z.object({ issuedRewardId: z.uuid(), expectedVersion: z.string(), change: z.custom<NewStatus>() }),
  )
  .action(({ ctx, parsedInput: { issuedRewardId, change, ...options } }) =>
    telling(ctx, () => changeRedemptionStatus(ctx, issuedRewardId, change, options)),
  );
