import { type Context, requirePermission } from "#lib/auth/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { readPage } from "#lib/http/list-page.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Prisma } from "#lib/platform/db.ts";
import { type Versioned, versionOf } from "../version.ts";
import { CAMPAIGN_COLUMNS } from "./core/list-columns.ts";
import { type CampaignRow, definitionOf, presentCampaign } from "./presenter.ts";
import type { CampaignDefinition, CampaignDto, CampaignListDto } from "./schema.ts";

/** The store's campaigns; without a sort the newest first. Throws AppError "forbidden". */
export async function listCampaigns(ctx: Context, query: ListQuery): Promise<CampaignListDto> {
  requirePermission(ctx, "CAMPAIGN", "VIEW");
  const { prisma } = ctx.services.db;
  const { rows, total } = await readPage(CAMPAIGN_COLUMNS, query, {
    all: { storeId: ctx.scope.storeId } as Prisma.CampaignWhereInput,
    orderBy: [{ id: "desc" }] as Prisma.CampaignOrderByWithRelationInput[],
    find: (page) => prisma.campaign.findMany(page),
    count: (where) => prisma.campaign.count({ where }),
  });
  return { items: rows.map(presentCampaign), total };
}

/** Throws AppError "not_found", also for a campaign of another store, and "forbidden". */
export async function getCampaign(ctx: Context, campaignId: string): Promise<Versioned<CampaignDto>> {
  const row = await campaignOf(ctx, campaignId);
  return { ...presentCampaign(row), version: versionOf(row.definition) };
}

/** As it was given, to change it. Throws AppError "not_found" and "forbidden". */
export async function getCampaignDefinition(
  ctx: Context,
  campaignId: string,
): Promise<Versioned<{ definition: CampaignDefinition }>> {
  const row = await campaignOf(ctx, campaignId);
  return { definition: definitionOf(row), version: versionOf(row.definition) };
}

async function campaignOf(ctx: Context, campaignId: string): Promise<CampaignRow> {
  requirePermission(ctx, "CAMPAIGN", "VIEW");
  if (!isUuid(campaignId)) throw notFound();
  const row = await ctx.services.db.prisma.campaign.findFirst({
    where: { id: campaignId, storeId: ctx.scope.storeId },
  });
  if (row === null) throw notFound();
  return row;
}
