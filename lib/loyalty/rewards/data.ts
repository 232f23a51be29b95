import { type Context, requirePermission } from "#lib/auth/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { type ListTotals, readPage } from "#lib/http/list-page.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Prisma, Transaction } from "#lib/platform/db.ts";
import { windowStart } from "../core/periods.ts";
import { type Versioned, versionOf } from "../version.ts";
import { COUPON_COLUMNS, REWARD_COLUMNS } from "./core/list-columns.ts";
import { definitionOf, presentReward, type RewardRow, type RewardUsage } from "./presenter.ts";
import type { CouponListDto, RewardDefinition, RewardDto, RewardListDto } from "./schema.ts";

export type KnownReward = { row: RewardRow; definition: RewardDefinition };

/** Throws AppError "not_found", also for a reward of another store. */
export async function getKnownReward(tx: Transaction, ctx: Context, rewardId: string): Promise<KnownReward> {
  if (!isUuid(rewardId)) throw notFound();
  const row = await tx.reward.findFirst({ where: { id: rewardId, storeId: ctx.scope.storeId } });
  if (row === null) throw notFound();
  return { row, definition: definitionOf(row) };
}

/** The same, and nobody else changes it until the commit. */
export async function lockReward(tx: Transaction, ctx: Context, rewardId: string): Promise<KnownReward> {
  if (!isUuid(rewardId)) throw notFound();
  await tx.$queryRaw`
    SELECT id FROM reward WHERE id = ${rewardId}::uuid AND store_id = ${ctx.scope.storeId}::uuid FOR NO KEY UPDATE`;
  return getKnownReward(tx, ctx, rewardId);
}

/** Those of the store among the ids, by id. */
export async function getKnownRewards(
  tx: Transaction,
  ctx: Context,
  rewardIds: readonly string[],
): Promise<Map<string, KnownReward>> {
  const rows = await tx.reward.findMany({
    where: { storeId: ctx.scope.storeId, id: { in: [...new Set(rewardIds)] } },
  });
  return new Map(rows.map((row) => [row.id, { row, definition: definitionOf(row) }]));
}

/** The store's rewards; without a sort the newest first. Throws AppError "forbidden". */
export async function listRewards(ctx: Context, query: ListQuery): Promise<RewardListDto> {
  requirePermission(ctx, "REWARDS", "VIEW");
  const { prisma } = ctx.services.db;
  const { rows, total } = await readPage(REWARD_COLUMNS, query, {
    all: { storeId: ctx.scope.storeId } as Prisma.RewardWhereInput,
    orderBy: [{ id: "desc" }] as Prisma.RewardOrderByWithRelationInput[],
    find: (page) => prisma.reward.findMany(page),
    count: (where) => prisma.reward.count({ where }),
  });
  return {
    items: await presentRewards(ctx, rows),
    total,
  };
}

/** Those that somebody in a tier sees now, with what lists show of each. The caller has asked for permission. */
export async function listVisibleRewards(
  ctx: Context,
  levelId: string | null,
  query: ListQuery,
): Promise<{ items: { known: KnownReward; reward: RewardDto }[]; total: ListTotals }> {
  const { prisma } = ctx.services.db;
  const now = new Date(ctx.services.now());
  const visible: Prisma.RewardWhereInput = {
    storeId: ctx.scope.storeId,
    isActive: true,
    AND: [
      {
        OR: [
          { definition: { path: ["levels"], equals: [] } },
          ...(levelId === null ? [] : [{ definition: { path: ["levels"], array_contains: [levelId] } }]),
        ],
      },
      { OR: [{ visibleFrom: null }, { visibleFrom: { lte: now } }] },
      { OR: [{ visibleTo: null }, { visibleTo: { gte: now } }] },
    ],
  };
  const { rows, total } = await readPage(REWARD_COLUMNS, query, {
    all: visible,
    orderBy: [{ id: "desc" }] as Prisma.RewardOrderByWithRelationInput[],
    find: (page) => prisma.reward.findMany(page),
    count: (where) => prisma.reward.count({ where }),
  });
  const shown = await presentRewards(ctx, rows);
  return {
    items: shown.flatMap((reward, index) => {
      const row = rows[index];
      return row === undefined ? [] : [{ known: { row, definition: definitionOf(row) }, reward }];
    }),
    total,
  };
}

/** Throws AppError "not_found" and "forbidden". */
export async function getReward(ctx: Context, rewardId: string): Promise<Versioned<RewardDto>> {
  requirePermission(ctx, "REWARDS", "VIEW");
  const { row } = await getKnownReward(ctx.services.db.prisma, ctx, rewardId);
  const [reward] = await presentRewards(ctx, [row]);
  if (reward === undefined) throw notFound();
  return { ...reward, version: versionOf(row.definition) };
}

/** As it was given, to change it. Throws AppError "not_found" and "forbidden". */
export async function getRewardDefinition(
  ctx: Context,
  rewardId: string,
): Promise<Versioned<{ definition: RewardDefinition }>> {
  requirePermission(ctx, "REWARDS", "VIEW");
  const { row, definition } = await getKnownReward(ctx.services.db.prisma, ctx, rewardId);
  return { definition, version: versionOf(row.definition) };
}

/** The codes of a reward, those of its generator once they are issued. Throws AppError "not_found" and "forbidden". */
export async function listCoupons(ctx: Context, rewardId: string, query: ListQuery): Promise<CouponListDto> {
  requirePermission(ctx, "REWARDS", "VIEW");
  const { prisma } = ctx.services.db;
  const { row } = await getKnownReward(prisma, ctx, rewardId);
  const { rows, total } = await readPage(COUPON_COLUMNS, query, {
    all: { rewardId: row.id } as Prisma.RewardCouponWhereInput,
    orderBy: [{ id: "desc" }] as Prisma.RewardCouponOrderByWithRelationInput[],
    find: (page) => prisma.rewardCoupon.findMany(page),
    count: (where) => prisma.rewardCoupon.count({ where }),
  });
  return {
    items: rows.map(({ code, isIssued }) => ({ code, issued: isIssued })),
    total,
  };
}

/** With what each was used, and the names of the tiers that may have it. */
async function presentRewards(ctx: Context, rows: readonly RewardRow[]): Promise<RewardDto[]> {
  if (rows.length === 0) return [];
  const [usages, levelNames] = await Promise.all([usagesOf(ctx, rows), levelNamesOf(ctx, rows)]);
  return rows.map((row) => presentReward(row, usages.get(row.id) ?? UNUSED, levelNames));
}

const UNUSED: RewardUsage = { everybody: 0, everybodyInInterval: 0, freeCoupons: 0 };

/** Uses are counted up to what the limits allow: beyond, and without a limit, nobody asks. */
async function usagesOf(ctx: Context, rows: readonly RewardRow[]): Promise<Map<string, RewardUsage>> {
  const definitions = rows.map(definitionOf);
  const nowMs = ctx.services.now();
  const since = definitions.map(({ limits: { general } }) =>
    general?.interval === undefined ? 0 : windowStart({ type: general.interval.type, value: 1 }, nowMs),
  );
  const counted = await ctx.services.db.prisma.$queryRaw<(RewardUsage & { id: string })[]>`
    SELECT q.id,
           (SELECT count(*)::int FROM (SELECT 1 FROM issued_reward i
             WHERE i.reward_id = q.id AND i.status NOT IN ('canceled', 'rejected') LIMIT q.general) AS a) AS "everybody",
           (SELECT count(*)::int FROM (SELECT 1 FROM issued_reward i
             WHERE i.reward_id = q.id AND i.status NOT IN ('canceled', 'rejected') AND i.redemption_date >= q.since
             LIMIT q.interval) AS b) AS "everybodyInInterval",
           (SELECT count(*)::int FROM reward_coupon c
             WHERE c.reward_id = q.id AND NOT c.is_issued) AS "freeCoupons"
      FROM unnest(${rows.map(({ id }) => id)}::uuid[],
                  ${definitions.map(({ usageLimit }) => Math.max(0, usageLimit.general))}::int[],
                  ${definitions.map(({ limits }) => Math.floor(limits.general?.value ?? 0))}::int[],
                  ${since.map((ms) => new Date(ms))}::timestamptz[]) AS q(id, general, interval, since)`;
  return new Map(counted.map(({ id, ...usage }) => [id, usage]));
}

async function levelNamesOf(ctx: Context, rows: readonly RewardRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap((row) => definitionOf(row).levels))];
  if (ids.length === 0) return new Map();
  const tiers = await ctx.services.db.prisma.tier.findMany({
    where: { storeId: ctx.scope.storeId, id: { in: ids } },
    select: { id: true, name: true },
  });
  return new Map(tiers.map(({ id, name }) => [id, name]));
}
