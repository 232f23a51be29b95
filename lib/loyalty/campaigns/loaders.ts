import "server-only";
import { cache } from "react";
import { loadInStore } from "#lib/auth/loaders.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import type { Versioned } from "../version.ts";
import { getCampaignDefinition, listCampaigns } from "./data.ts";
import type { CampaignDefinition, CampaignListDto } from "./schema.ts";

/** Each throws AppError "forbidden". */

export function loadCampaigns(query: ListQuery): Promise<CampaignListDto> {
  return loadInStore((ctx) => listCampaigns(ctx, query));
}

/** As it was given; an unknown one is the not-found page. */
export const loadCampaignDefinition = cache(
  (campaignId: string): Promise<Versioned<{ definition: CampaignDefinition }>> =>
    loadInStore((ctx) => getCampaignDefinition(ctx, campaignId)),
);
