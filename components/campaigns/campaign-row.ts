import type { CampaignDto } from "#lib/loyalty/campaigns/schema.ts";

/** What the list shows of a campaign. */
export type CampaignRow = {
  id: string;
  name: string;
  trigger: CampaignDto["trigger"];
  event: string | null;
  effects: CampaignDto["rules"][number]["effects"][number]["effect"][];
  isActive: boolean;
  startsAt: string;
  endsAt: string | null;
  displayOrder: number;
};

export function toCampaignRow(campaign: CampaignDto): CampaignRow {
  const effects = campaign.rules.flatMap((rule) => rule.effects.map(({ effect }) => effect));
  return {
    id: campaign.campaignId,
    name: campaign.name,
    trigger: campaign.trigger,
    event: campaign.event ?? null,
    effects: [...new Set(effects)],
    isActive: campaign.active,
    startsAt: campaign.activity.startsAt,
    endsAt: campaign.activity.endsAt,
    displayOrder: campaign.displayOrder,
  };
}
