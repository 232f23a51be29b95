import { type Context, requirePermission } from "#lib/auth/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { readPage } from "#lib/http/list-page.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Prisma } from "#lib/platform/db.ts";
import type { Versioned } from "../version.ts";
import { REDEMPTION_COLUMNS } from "./core/list-columns.ts";
import { presentRedemption, type RedemptionRow, redemptionVersion } from "./presenter.ts";
import type { RedemptionDto, RedemptionListDto, StatusHistoryDto } from "./schema.ts";

/** The store's redemptions; without a sort the newest first. Throws AppError "forbidden". */
export async function listRedemptions(ctx: Context, query: ListQuery): Promise<RedemptionListDto> {
  requirePermission(ctx, "ISSUED_REWARDS", "VIEW");
  const { prisma } = ctx.services.db;
  const { rows, total } = await readPage(REDEMPTION_COLUMNS, query, {
    all: { storeId: ctx.scope.storeId } as Prisma.IssuedRewardWhereInput,
    orderBy: [{ id: "desc" }] as Prisma.IssuedRewardOrderByWithRelationInput[],
    find: (page) => prisma.issuedReward.findMany({ ...page, include: { member: true } }),
    count: (where) => prisma.issuedReward.count({ where }),
  });
  return {
    items: rows.map(presentRedemption),
    total,
  };
}

/** A member may see his or her own. Throws AppError "not_found" and "forbidden". */
export async function getRedemption(ctx: Context, issuedRewardId: string): Promise<Versioned<RedemptionDto>> {
  const row = await redemptionOf(ctx, issuedRewardId);
  return { ...presentRedemption(row), version: redemptionVersion(row) };
}

/** Every status that it had, the newest first. Throws AppError "not_found" and "forbidden". */
export async function getStatusHistory(ctx: Context, issuedRewardId: string): Promise<StatusHistoryDto> {
  const { id } = await redemptionOf(ctx, issuedRewardId);
  const rows = await ctx.services.db.prisma.issuedRewardStatus.findMany({
    where: { issuedRewardId: id },
    orderBy: { id: "desc" },
  });
  return {
    items: rows.map(({ status, comment, updatedAt }) => ({
      status,
      comment,
      updatedAt: updatedAt.toISOString(),
    })),
    total: { all: rows.length, filtered: rows.length, estimated: false },
  };
}

async function redemptionOf(ctx: Context, issuedRewardId: string): Promise<RedemptionRow> {
  const { actor, scope } = ctx;
  if (actor.kind !== "member") requirePermission(ctx, "ISSUED_REWARDS", "VIEW");
  if (!isUuid(issuedRewardId)) throw notFound();
  const row = await ctx.services.db.prisma.issuedReward.findFirst({
    where: {
      id: issuedRewardId,
      storeId: scope.storeId,
      ...(actor.kind === "member" ? { memberId: actor.memberId } : {}),
    },
    include: { member: true },
  });
  if (row === null) throw notFound();
  return row;
}
