export const CAMPAIGN_TRIGGERS = [
  "transaction",
  "return_transaction",
  "custom_event",
  "achievement",
] as const;

export const EFFECTS = [
  "give_points",
  "deduct_unit",
  "give_reward",
  "assign_member_custom_attribute",
] as const;
