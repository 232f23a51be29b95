import type { Prisma } from "#lib/platform/db.ts";
import { translationList } from "../shapes.ts";
import type { CampaignDefinition, CampaignDto } from "./schema.ts";

export type CampaignRow = Prisma.CampaignGetPayload<object>;

/** The stored definition went through its schema before it was written. */
export function definitionOf(row: Pick<CampaignRow, "definition">): CampaignDefinition {
  return row.definition as unknown as CampaignDefinition;
}

export function presentCampaign(row: CampaignRow): CampaignDto {
  const definition = definitionOf(row);
  const { translations, activity } = definition;
  return {
    campaignId: row.id,
    name: row.name,
    description: translations.en.description ?? "",
    type: definition.type,
    trigger: definition.trigger,
    ...(definition.event === undefined ? {} : { event: definition.event }),
    ...(definition.achievementId === undefined ? {} : { achievementId: definition.achievementId }),
    activity: { startsAt: activity.startsAt, endsAt: activity.endsAt ?? null },
    active: definition.active,
    displayOrder: definition.displayOrder,
    createdAt: row.createdAt.toISOString(),
    rules: definition.rules,
    limits: definition.limits,
    labels: definition.labels,
    translations: translationList(translations),
    ...(definition.visibility === undefined ? {} : { visibility: definition.visibility }),
    ...(definition.audience === undefined ? {} : { audience: definition.audience }),
  };
}

/** What CampaignCreated and CampaignUpdated tell. */
export function campaignEventData(campaignId: string, definition: CampaignDefinition) {
  return {
    campaign: {
      triggerType: definition.trigger,
      campaignId,
      name: definition.translations.en.name,
    },
  };
}
