/** The events of Open Loyalty's webhook contract, grouped by category in the order in which people see them. */
export const EVENT_NAMES = [
  "CustomerRegistered",
  "CustomerWasRegisteredWithoutActivation",
  "CustomerRequestedSendActivationCode",
  "CustomerRequestedPasswordReset",
  "CustomerUpdated",
  "CustomerEmailWasChanged",
  "CustomerPhoneNumberWasChanged",
  "CustomerDeactivated",
  "AvailablePointsAmountChanged",
  "UnitsTransferWasAdded",
  "PointsWillExpire",
  "CustomerLevelChanged",
  "LevelWillExpire",
  "TransactionRegistered",
  "TransactionAssignedToCustomer",
  "CustomerBoughtReward",
  "RewardRedemptionStatusChanged",
  "CouponWillExpire",
  "RewardCreated",
  "RewardUpdated",
  "CampaignEffectWasApplied",
  "CampaignCreated",
  "CampaignUpdated",
  "MemberAchievementProgressWasChanged",
  "AchievementsWereProcessed",
  "AchievementCreated",
  "AchievementUpdated",
  "SegmentMembershipDropped",
] as const;

export type EventName = (typeof EVENT_NAMES)[number];

const KNOWN_NAMES: ReadonlySet<string> = new Set(EVENT_NAMES);

export function isEventName(x: string): x is EventName {
  return KNOWN_NAMES.has(x);
}

export const EVENT_CATEGORIES = [
  "members",
  "points",
  "tiers",
  "transactions",
  "rewards",
  "campaigns",
  "achievements",
  "segments",
] as const;

export type EventCategory = (typeof EVENT_CATEGORIES)[number];

export const CATEGORY_TITLES: Record<EventCategory, string> = {
  members: "Members",
  points: "Points",
  tiers: "Tiers",
  transactions: "Transactions",
  rewards: "Rewards",
  campaigns: "Campaigns",
  achievements: "Achievements",
  segments: "Segments",
};
