import type { RewardDto } from "#lib/loyalty/rewards/schema.ts";

/** What the list shows of a reward. */
export type RewardRow = {
  id: string;
  name: string;
  type: RewardDto["reward"];
  isActive: boolean;
  costInPoints: number | null;
  /** Null: without limit. */
  left: number | null;
  createdAt: string;
};

export function toRewardRow(reward: RewardDto): RewardRow {
  return {
    id: reward.rewardId,
    name: reward.name,
    type: reward.reward,
    isActive: reward.active,
    costInPoints: reward.costInPoints,
    left: reward.usageLeft ?? null,
    createdAt: reward.createdAt,
  };
}
