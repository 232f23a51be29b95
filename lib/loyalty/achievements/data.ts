import { type Context, isAllowed, requirePermission } from "#lib/auth/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { readPage } from "#lib/http/list-page.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Prisma, Transaction } from "#lib/platform/db.ts";
import { getMember } from "../members/data.ts";
import { type Versioned, versionOf } from "../version.ts";
import { ACHIEVEMENT_COLUMNS, TRIGGER_COLUMNS } from "./core/list-columns.ts";
import {
  type AchievementRow,
  definitionOf,
  type MemberStanding,
  presentAchievement,
  presentMemberAchievement,
} from "./presenter.ts";
import type {
  AchievementDefinition,
  AchievementDto,
  AchievementListDto,
  AchievementProgressList,
  MemberAchievementListDto,
  TriggerListDto,
} from "./schema.ts";

/** Throws AppError "not_found", also for an achievement of another store. */
export async function getAchievementRow(
  tx: Transaction,
  ctx: Context,
  achievementId: string,
): Promise<AchievementRow> {
  if (!isUuid(achievementId)) throw notFound();
  const row = await tx.achievement.findFirst({
    where: { id: achievementId, storeId: ctx.scope.storeId },
  });
  if (row === null) throw notFound();
  return row;
}

/** The same, and nobody else changes it until the commit. */
export async function lockAchievement(
  tx: Transaction,
  ctx: Context,
  achievementId: string,
): Promise<AchievementRow> {
  if (!isUuid(achievementId)) throw notFound();
  await tx.$queryRaw`
    SELECT id FROM achievement WHERE id = ${achievementId}::uuid AND store_id = ${ctx.scope.storeId}::uuid
    FOR NO KEY UPDATE`;
  return getAchievementRow(tx, ctx, achievementId);
}

/** The store's achievements; without a sort the newest first. Throws AppError "forbidden". */
export async function listAchievements(ctx: Context, query: ListQuery): Promise<AchievementListDto> {
  requirePermission(ctx, "CAMPAIGN", "VIEW");
  const { rows, total } = await pageOf(ctx, query, {});
  return {
    items: rows.map((row) => ({
      achievementId: row.id,
      name: row.name,
      active: row.isActive,
      createdAt: row.createdAt.toISOString(),
    })),
    total,
  };
}

/** Throws AppError "not_found" and "forbidden". */
export async function getAchievement(
  ctx: Context,
  achievementId: string,
): Promise<Versioned<AchievementDto>> {
  requirePermission(ctx, "CAMPAIGN", "VIEW");
  const row = await getAchievementRow(ctx.services.db.prisma, ctx, achievementId);
  return { ...presentAchievement(row), version: versionOf(row.definition) };
}

/** As it was given, to change it. Throws AppError "not_found" and "forbidden". */
export async function getAchievementDefinition(
  ctx: Context,
  achievementId: string,
): Promise<Versioned<{ definition: AchievementDefinition }>> {
  requirePermission(ctx, "CAMPAIGN", "VIEW");
  const row = await getAchievementRow(ctx.services.db.prisma, ctx, achievementId);
  return { definition: definitionOf(row), version: versionOf(row.definition) };
}

/** Progress of that many members is looked at, and no more: no index is in its order. */
export const PROGRESS_SEARCHED_MAX = 10_000;

/**
 * Members who have progress, the last one who had some first. Throws AppError "not_found" and "forbidden".
 * @param page from 1
 */
export async function listAchievementProgress(
  ctx: Context,
  achievementId: string,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<AchievementProgressList> {
  requirePermission(ctx, "CAMPAIGN", "VIEW");
  const row = await getAchievementRow(ctx.services.db.prisma, ctx, achievementId);
  const { rows } = await ctx.services.db.pool.query<{
    member_id: string;
    progress: Prisma.JsonValue;
    updated_at: Date;
    total: number;
  }>(
    `SELECT member_id, progress, updated_at, total FROM (
       SELECT *, (count(*) OVER ())::int AS total FROM (
         SELECT member_id, progress, updated_at FROM achievement_progress WHERE achievement_id = $1
          LIMIT ${PROGRESS_SEARCHED_MAX}) AS looked_at) AS counted
      ORDER BY updated_at DESC, member_id LIMIT $2 OFFSET $3`,
    [row.id, pageSize, (page - 1) * pageSize],
  );
  const nowMs = ctx.services.now();
  return {
    items: rows.map((one) => ({
      customerId: one.member_id,
      updatedAt: one.updated_at.toISOString(),
      ...presentMemberAchievement(row, one.progress, nowMs),
    })),
    total: rows[0]?.total ?? 0,
  };
}

/**
 * How far a member is with the active achievements. A member may see his or her own.
 * Throws AppError "not_found" and "forbidden".
 */
export async function listMemberAchievements(
  ctx: Context,
  memberId: string,
  query: ListQuery,
): Promise<Omit<MemberAchievementListDto, "items"> & { items: MemberStanding[] }> {
  const member = await visibleMember(ctx, memberId);
  const { rows, total } = await pageOf(ctx, query, { isActive: true });
  const stored = await ctx.services.db.prisma.achievementProgress.findMany({
    where: { memberId: member.id, achievementId: { in: rows.map(({ id }) => id) } },
  });
  const byId = new Map(stored.map(({ achievementId, progress }) => [achievementId, progress]));
  const nowMs = ctx.services.now();
  return {
    items: rows.map((row) => presentMemberAchievement(row, byId.get(row.id) ?? null, nowMs)),
    total,
  };
}

/** What counted towards a member's achievements, the newest first. Throws AppError "not_found" and "forbidden". */
export async function listMemberTriggers(
  ctx: Context,
  memberId: string,
  query: ListQuery,
): Promise<TriggerListDto> {
  const member = await visibleMember(ctx, memberId);
  const { prisma } = ctx.services.db;
  const { rows, total } = await readPage(TRIGGER_COLUMNS, query, {
    all: { memberId: member.id } as Prisma.AchievementHitWhereInput,
    orderBy: [{ id: "desc" }] as Prisma.AchievementHitOrderByWithRelationInput[],
    find: (page) => prisma.achievementHit.findMany(page),
    count: (where) => prisma.achievementHit.count({ where }),
  });
  const achievements = await prisma.achievement.findMany({
    where: { id: { in: rows.map(({ achievementId }) => achievementId) } },
  });
  const byId = new Map(achievements.map((row) => [row.id, row]));
  return {
    items: rows.map((row) => {
      const achievement = byId.get(row.achievementId);
      const rule =
        achievement &&
        definitionOf(achievement).rules.find(({ achievementRuleId }) => achievementRuleId === row.ruleId);
      return {
        achievementId: row.achievementId,
        achievementName: achievement?.name ?? "",
        ruleId: row.ruleId,
        ...(rule?.translations === undefined ? {} : { ruleName: rule.translations.en.name }),
        triggerId: row.triggerId,
        createdAt: row.createdAt.toISOString(),
      };
    }),
    total,
  };
}

async function visibleMember(ctx: Context, memberId: string) {
  const { actor } = ctx;
  if (actor.kind === "member" ? actor.memberId !== memberId : !isAllowed(ctx, "CAMPAIGN", "VIEW")) {
    throw new AppError("forbidden", "Forbidden.");
  }
  return getMember(ctx.services.db.prisma, ctx, memberId);
}

async function pageOf(ctx: Context, query: ListQuery, base: Prisma.AchievementWhereInput) {
  const { prisma } = ctx.services.db;
  const { rows, total } = await readPage(ACHIEVEMENT_COLUMNS, query, {
    all: { storeId: ctx.scope.storeId, ...base } as Prisma.AchievementWhereInput,
    orderBy: [{ id: "desc" }] as Prisma.AchievementOrderByWithRelationInput[],
    find: (page) => prisma.achievement.findMany(page),
    count: (where) => prisma.achievement.count({ where }),
  });
  return { rows, total };
}
