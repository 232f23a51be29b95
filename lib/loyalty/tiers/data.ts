import { type Context, requirePermission } from "#lib/auth/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { compileList, type ListQuery } from "#lib/http/core/list-columns.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Prisma, Transaction } from "#lib/platform/db.ts";
import { type Amount, amountFrom, amountOf, minus, ZERO } from "../core/amount.ts";
import type { Member } from "../members/data.ts";
import { getBalance, getEarnedSince } from "../points/data.ts";
import { TIER_SET_COLUMNS } from "./core/list-columns.ts";
import { type Ladder, monthsBetween } from "./core/standing.ts";
import { presentTierSet, TIER_SET_DETAILS } from "./presenter.ts";
import type { TierSetDto, TierSetListDto } from "./schema.ts";

export type TierRow = Prisma.TierGetPayload<{ include: { conditions: true } }>;
export type ActiveTierSet = Prisma.TierSetGetPayload<{ include: { conditions: true } }> & {
  tiers: TierRow[];
};

/** The tiers that members of the store move between: active ones, from the lowest. Null when there is no set. */
export async function getActiveTierSet(tx: Transaction, ctx: Context): Promise<ActiveTierSet | null> {
  return tx.tierSet.findFirst({
    where: { storeId: ctx.scope.storeId, isActive: true },
    include: {
      conditions: { orderBy: { position: "asc" } },
      tiers: {
        where: { isActive: true },
        orderBy: { sortOrder: "asc" },
        include: { conditions: true },
      },
    },
  });
}

export function ladderOf(set: ActiveTierSet): Ladder {
  return {
    conditions: set.conditions,
    tiers: set.tiers.map((tier) => ({
      id: tier.id,
      sortOrder: tier.sortOrder,
      isDefault: tier.isDefault,
      thresholds: new Map(tier.conditions.map((row) => [row.conditionId, amountOf(row.value)])),
    })),
  };
}

/** What the member has of what the conditions ask for, by the condition's id. */
export async function valuesOf(
  tx: Transaction,
  ctx: Context,
  member: Member,
  ladder: Ladder,
): Promise<Map<string, Amount>> {
  const values = new Map<string, Amount>();
  for (const condition of ladder.conditions) {
    const code = condition.walletTypeCode ?? undefined;
    switch (condition.attribute) {
      case "activeUnits":
        values.set(condition.id, (await getBalance(tx, ctx, member, code)).active);
        break;
      case "totalEarnedUnits":
        values.set(condition.id, (await getBalance(tx, ctx, member, code)).earned);
        break;
      case "cumulatedEarnedUnits":
        values.set(condition.id, await getEarnedSince(tx, ctx, member, code, member.levelRecalculatedAt));
        break;
      case "monthsSinceJoiningProgram":
        values.set(
          condition.id,
          amountFrom(monthsBetween(member.registeredAt, new Date(ctx.services.now()))),
        );
        break;
      case "totalSpending":
        values.set(condition.id, spending(member));
        break;
    }
  }
  return values;
}

function spending(member: Member): Amount {
  const amount = minus(amountOf(member.transactionsAmount), amountOf(member.returnsAmount));
  return amount < 0n ? ZERO : amount;
}

/** The store's tier sets; without a sort the newest first. Throws AppError "forbidden". */
export async function listTierSets(ctx: Context, query: ListQuery): Promise<TierSetListDto> {
  requirePermission(ctx, "LEVEL", "VIEW");
  const { prisma } = ctx.services.db;
  const list = compileList<Prisma.TierSetWhereInput, Prisma.TierSetOrderByWithRelationInput>(
    TIER_SET_COLUMNS,
    query,
  );
  const all = { storeId: ctx.scope.storeId };
  const where = { ...all, AND: list.where };
  const [rows, filtered, total] = await Promise.all([
    prisma.tierSet.findMany({
      where,
      include: TIER_SET_DETAILS,
      orderBy: list.orderBy.length > 0 ? list.orderBy : [{ id: "desc" }],
      skip: list.skip,
      take: list.take,
    }),
    prisma.tierSet.count({ where }),
    prisma.tierSet.count({ where: all }),
  ]);
  return { items: rows.map(presentTierSet), total: { all: total, filtered, estimated: false } };
}

/** Throws AppError "not_found", "forbidden". */
export async function getTierSet(ctx: Context, tierSetId: string): Promise<TierSetDto> {
  requirePermission(ctx, "LEVEL", "VIEW");
  if (!isUuid(tierSetId)) throw notFound();
  const row = await ctx.services.db.prisma.tierSet.findFirst({
    where: { id: tierSetId, storeId: ctx.scope.storeId },
    include: TIER_SET_DETAILS,
  });
  if (row === null) throw notFound();
  return presentTierSet(row);
}
