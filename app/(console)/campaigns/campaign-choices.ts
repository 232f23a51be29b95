import { loadAchievementChoices } from "#lib/loyalty/achievements/loaders.ts";
import { loadEventTypeChoices } from "#lib/loyalty/custom-events/loaders.ts";
import { loadRewardChoices } from "#lib/loyalty/rewards/loaders.ts";
import { loadTierOptions } from "#lib/loyalty/tiers/loaders.ts";

/** What the form of a campaign offers to choose from. */
export async function loadCampaignChoices() {
  const [tiers, rewards, achievements, eventTypes] = await Promise.all([
    loadTierOptions(),
    loadRewardChoices(),
    loadAchievementChoices(),
    loadEventTypeChoices(),
  ]);
  return { tiers, rewards, achievements, eventTypes };
}
