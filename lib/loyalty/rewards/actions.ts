"use server";

import { z } from "zod";
import { authActionClient } from "#lib/auth/actions.ts";
import { requireSameStore } from "#lib/auth/same-store.ts";
import { telling } from "../telling.ts";
import { addCoupons, createReward, setRewardActive, updateReward } from "./mutations.ts";
import type { NewReward } from "./schema.ts";

/** The verbs parse their input themselves: paths of violations are relative to it. */

export const createRewardAction = authActionClient
  .inputSchema(z.object({ storeCode: z.string(), reward: z.custom<NewReward>() }))
  .action(({ ctx, parsedInput: { storeCode, reward } }) => {
    requireSameStore(ctx, storeCode);
    return telling(ctx, () => createReward(ctx, reward));
  });

export const updateRewardAction = authActionClient
  .inputSchema(z.object({ rewardId: z.uuid(), expectedVersion: z.string(), reward: z.custom<NewReward>() }))
  .action(({ ctx, parsedInput: { rewardId, reward, ...options } }) =>
    telling(ctx, async () => {
      await updateReward(ctx, rewardId, reward, options);
      return { rewardId };
    }),
  );

export const setRewardActiveAction = authActionClient
  .inputSchema(z.object({ rewardId: z.uuid(), active: z.boolean() }))
  .action(({ ctx, parsedInput: { rewardId, active } }) =>
    telling(ctx, () => setRewardActive(ctx, rewardId, active)),
  );

export const addCouponsAction = authActionClient
  .inputSchema(z.object({ rewardId: z.uuid(), coupons: z.array(z.string()) }))
  .action(({ ctx, parsedInput: { rewardId, coupons } }) =>
    telling(ctx, () => addCoupons(ctx, rewardId, { coupons })),
  );
