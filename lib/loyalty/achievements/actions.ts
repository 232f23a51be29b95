"use server";

import { z } from "zod";
import { authActionClient } from "#lib/auth/actions.ts";
import { requireSameStore } from "#lib/auth/same-store.ts";
import { telling } from "../telling.ts";
import { createAchievement, editMemberProgress, patchAchievement, updateAchievement } from "./mutations.ts";
import type { MemberProgressEdit, NewAchievement } from "./schema.ts";

/** The verbs parse their input themselves: paths of violations are relative to it. */

const achievementId = z.uuid();

export const createAchievementAction = authActionClient
  .inputSchema(z.object({ storeCode: z.string(), achievement: z.custom<NewAchievement>() }))
  .action(({ ctx, parsedInput: { storeCode, achievement } }) => {
    requireSameStore(ctx, storeCode);
    return telling(ctx, () => createAchievement(ctx, achievement));
  });

export const updateAchievementAction = authActionClient
  .inputSchema(
    z.object({ achievementId, expectedVersion: z.string(), achievement: z.custom<NewAchievement>() }),
  )
  .action(({ ctx, parsedInput: { achievementId, achievement, ...options } }) =>
    telling(ctx, async () => {
      await updateAchievement(ctx, achievementId, achievement, options);
      return { achievementId };
    }),
  );

export const setAchievementActiveAction = authActionClient
  .inputSchema(z.object({ achievementId, active: z.boolean() }))
  .action(({ ctx, parsedInput }) =>
    telling(ctx, () => patchAchievement(ctx, parsedInput.achievementId, { active: parsedInput.active })),
  );

export const editProgressAction = authActionClient
  .inputSchema(
    z.object({
      achievementId,
      memberId: z.uuid(),
      expectedVersion: z.string(),
      edit: z.custom<MemberProgressEdit>(),
    }),
  )
  .action(({ ctx, parsedInput: { memberId, achievementId, edit, ...options } }) =>
    telling(ctx, () => editMemberProgress(ctx, memberId, achievementId, edit, options)),
  );
