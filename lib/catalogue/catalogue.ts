import {
  achievementCreated,
  achievementsWereProcessed,
  achievementUpdated,
  memberAchievementProgressWasChanged,
} from "./achievements.ts";
import { campaignCreated, campaignEffectWasApplied, campaignUpdated } from "./campaigns.ts";
import { EVENT_NAMES, type EventName } from "./event-names.ts";
import {
  customerDeactivated,
  customerEmailWasChanged,
  customerPhoneNumberWasChanged,
  customerRegistered,
  customerRequestedPasswordReset,
  customerRequestedSendActivationCode,
  customerUpdated,
  customerWasRegisteredWithoutActivation,
} from "./members.ts";
import { availablePointsAmountChanged, pointsWillExpire, unitsTransferWasAdded } from "./points.ts";
import {
  couponWillExpire,
  customerBoughtReward,
  rewardCreated,
  rewardRedemptionStatusChanged,
  rewardUpdated,
} from "./rewards.ts";
import { segmentMembershipDropped } from "./segments.ts";
import { customerLevelChanged, levelWillExpire } from "./tiers.ts";
import { transactionAssignedToCustomer, transactionRegistered } from "./transactions.ts";
import type { CatalogueEntry } from "./types.ts";

/** An entry for every event, under its own name: a missing or misplaced one does not compile. */
export type Catalogue = { readonly [Name in EventName]: CatalogueEntry<Name> };

export const CATALOGUE: Catalogue = {
  CustomerRegistered: customerRegistered,
  CustomerWasRegisteredWithoutActivation: customerWasRegisteredWithoutActivation,
  CustomerRequestedSendActivationCode: customerRequestedSendActivationCode,
  CustomerRequestedPasswordReset: customerRequestedPasswordReset,
  CustomerUpdated: customerUpdated,
  CustomerEmailWasChanged: customerEmailWasChanged,
  CustomerPhoneNumberWasChanged: customerPhoneNumberWasChanged,
  CustomerDeactivated: customerDeactivated,
  AvailablePointsAmountChanged: availablePointsAmountChanged,
  UnitsTransferWasAdded: unitsTransferWasAdded,
  PointsWillExpire: pointsWillExpire,
  CustomerLevelChanged: customerLevelChanged,
  LevelWillExpire: levelWillExpire,
  TransactionRegistered: transactionRegistered,
  TransactionAssignedToCustomer: transactionAssignedToCustomer,
  CustomerBoughtReward: customerBoughtReward,
  RewardRedemptionStatusChanged: rewardRedemptionStatusChanged,
  CouponWillExpire: couponWillExpire,
  RewardCreated: rewardCreated,
  RewardUpdated: rewardUpdated,
  CampaignEffectWasApplied: campaignEffectWasApplied,
  CampaignCreated: campaignCreated,
  CampaignUpdated: campaignUpdated,
  MemberAchievementProgressWasChanged: memberAchievementProgressWasChanged,
  AchievementsWereProcessed: achievementsWereProcessed,
  AchievementCreated: achievementCreated,
  AchievementUpdated: achievementUpdated,
  SegmentMembershipDropped: segmentMembershipDropped,
};

const ENTRIES: readonly CatalogueEntry[] = EVENT_NAMES.map((name) => CATALOGUE[name]);

/** All entries in the order of EVENT_NAMES, which keeps each category together. */
export function catalogueEntries(): readonly CatalogueEntry[] {
  return ENTRIES;
}
