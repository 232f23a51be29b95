import "server-only";
import { cache } from "react";
import { loadAccess, loadInStore } from "#lib/auth/loaders.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import type { Versioned } from "../version.ts";
import { getReward, getRewardDefinition, listRewards } from "./data.ts";
import type { RewardDefinition, RewardDto, RewardListDto } from "./schema.ts";

/** Each throws AppError "forbidden". */

export function loadRewards(query: ListQuery): Promise<RewardListDto> {
  return loadInStore((ctx) => listRewards(ctx, query));
}

/** An unknown one is the not-found page. */
export const loadReward = cache(
  (rewardId: string): Promise<RewardDto> => loadInStore((ctx) => getReward(ctx, rewardId)),
);

/** As it was given, to change it. */
export function loadRewardDefinition(rewardId: string): Promise<Versioned<{ definition: RewardDefinition }>> {
  return loadInStore((ctx) => getRewardDefinition(ctx, rewardId));
}

const CHOICES_MAX = 200;

/** To choose one in a form, the newest ones; none to whoever may not see rewards. */
export async function loadRewardChoices(): Promise<{ value: string; label: string }[]> {
  const { mayView } = await loadAccess("REWARDS");
  if (!mayView) return [];
  const { items } = await loadRewards({ page: 1, itemsOnPage: CHOICES_MAX, orderBy: [], conditions: [] });
  return items.map(({ rewardId, name }) => ({ value: rewardId, label: name }));
}
