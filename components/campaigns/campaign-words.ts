import type { CAMPAIGN_TRIGGERS, EFFECTS } from "#lib/loyalty/campaigns/constants.ts";

export const TRIGGER_WORDS: Record<(typeof CAMPAIGN_TRIGGERS)[number], string> = {
  transaction: "Purchase",
  return_transaction: "Return",
  custom_event: "Custom event",
  achievement: "Achievement completed",
};

export const EFFECT_WORDS: Record<(typeof EFFECTS)[number], string> = {
  give_points: "Give units",
  deduct_unit: "Deduct units",
  give_reward: "Give a reward",
  assign_member_custom_attribute: "Set an attribute of the member",
};
