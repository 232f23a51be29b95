import { loadAchievementChoices } from "#lib/loyalty/achievements/loaders.ts";
import { loadEventTypeChoices } from "#lib/loyalty/custom-events/loaders.ts";
import { loadWalletTypeChoices } from "#lib/loyalty/points/loaders.ts";
import { loadRewardChoices } from "#lib/loyalty/rewards/loaders.ts";
import { loadTierOptions } from "#lib/loyalty/tiers/loaders.ts";

/** What the form of a campaign offers to choose from. */
export async function loadCampaignChoices() {
  const [tiers, wallets, rewards, achievements, eventTypes] = await Promise.all([
    loadTierOptions(),
    loadWalletTypeChoices(),
    loadRewardChoices(),
    loadAchievementChoices(),
    loadEventTypeChoices(),
  ]);
  return { tiers, wallets, rewards, achievements, eventTypes };
}
