import "server-only";
import { cache } from "react";
import { loadAccess, loadInStore } from "#lib/auth/loaders.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import type { Versioned } from "../version.ts";
import {
  getAchievement,
  getAchievementDefinition,
  listAchievementProgress,
  listAchievements,
  listMemberAchievements,
  PROGRESS_SEARCHED_MAX,
} from "./data.ts";
import type {
  AchievementDefinition,
  AchievementDto,
  AchievementListDto,
  AchievementProgressList,
} from "./schema.ts";

export { PROGRESS_SEARCHED_MAX };

/** Each throws AppError "forbidden". */

export function loadAchievements(query: ListQuery): Promise<AchievementListDto> {
  return loadInStore((ctx) => listAchievements(ctx, query));
}

/** An unknown one is the not-found page. */
export const loadAchievement = cache(
  (achievementId: string): Promise<AchievementDto> =>
    loadInStore((ctx) => getAchievement(ctx, achievementId)),
);

/** As it was given; an unknown one is the not-found page. */
export const loadAchievementDefinition = cache(
  (achievementId: string): Promise<Versioned<{ definition: AchievementDefinition }>> =>
    loadInStore((ctx) => getAchievementDefinition(ctx, achievementId)),
);

export function loadAchievementProgress(
  achievementId: string,
  page: { page: number; pageSize: number },
): Promise<AchievementProgressList> {
  return loadInStore((ctx) => listAchievementProgress(ctx, achievementId, page));
}

export function loadMemberAchievements(
  memberId: string,
  query: ListQuery,
): Promise<Awaited<ReturnType<typeof listMemberAchievements>>> {
  return loadInStore((ctx) => listMemberAchievements(ctx, memberId, query));
}

const CHOICES_MAX = 200;

/** To choose one in a form, the newest ones. */
export async function loadAchievementChoices(): Promise<{ value: string; label: string }[]> {
  const { mayView } = await loadAccess("CAMPAIGN");
  if (!mayView) return [];
  const { items } = await loadAchievements({
    page: 1,
    itemsOnPage: CHOICES_MAX,
    orderBy: [],
    conditions: [],
  });
  return items.map(({ achievementId, name }) => ({ value: achievementId, label: name }));
}
