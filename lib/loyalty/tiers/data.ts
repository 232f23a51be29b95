import { type Context, requirePermission } from "#lib/auth/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { readPage } from "#lib/http/list-page.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";
import { queryGathered } from "#lib/platform/transaction.ts";
import { oncePerAction } from "../action.ts";
import { type Amount, amountFrom, amountOf, minus, ZERO } from "../core/amount.ts";
import type { MemberOutline } from "../members/data.ts";
import { getBalances, getEarnedSince } from "../points/data.ts";
import type { Versioned } from "../version.ts";
import { TIER_COLUMNS, TIER_SET_COLUMNS } from "./core/list-columns.ts";
import { type Ladder, monthsBetween, type Rung } from "./core/standing.ts";
import {
  presentTier,
  presentTierDefinition,
  presentTierOfSet,
  presentTierSet,
  TIER_DETAILS,
  TIER_SET_DETAILS,
  tierSetVersion,
} from "./presenter.ts";
import type {
  TierDefinition,
  TierDto,
  TierListDto,
  TierOfSetListDto,
  TierSetDto,
  TierSetListDto,
} from "./schema.ts";

export type TierRow = Rung & { name: string };
export type ActiveTierSet = {
  conditions: Ladder["conditions"];
  tiers: readonly TierRow[];
  downgradeMode: "none" | "automatic" | "periodic";
  downgradePeriod: string | null;
  downgradeInterval: number | null;
};

/** The tiers that members of the store move between: active ones, from the lowest. Null when there is no set. */
export async function getActiveTierSet(tx: Transaction, ctx: Context): Promise<ActiveTierSet | null> {
  return oncePerAction(tx, "activeTierSet", () => readActiveTierSet(tx, ctx));
}

type StoredTier = Omit<TierRow, "thresholds"> & { thresholds: Record<string, string> };
type StoredTierSet = Omit<ActiveTierSet, "tiers"> & { tiers: StoredTier[] };

/** Every purchase asks for it: all of it is one statement. */
async function readActiveTierSet(tx: Transaction, ctx: Context): Promise<ActiveTierSet | null> {
  const { storeId } = ctx.scope;
  const sqlOf = () => Prisma.sql`
    SELECT s.downgrade_mode::text AS "downgradeMode", s.downgrade_period AS "downgradePeriod",
           s.downgrade_interval AS "downgradeInterval",
           (SELECT coalesce(json_agg(json_build_object('id', c.id, 'attribute', c.attribute,
                                                       'walletTypeCode', c.wallet_type_code) ORDER BY c.position), '[]')
              FROM tier_set_condition c WHERE c.tier_set_id = s.id) AS conditions,
           (SELECT coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'sortOrder', t.sort_order,
                                                       'isDefault', t.is_default, 'thresholds',
                                                       (SELECT coalesce(json_object_agg(v.condition_id, v.value::text), '{}')
                                                          FROM tier_condition v WHERE v.tier_id = t.id))
                                     ORDER BY t.sort_order), '[]')
              FROM tier t WHERE t.tier_set_id = s.id AND t.is_active) AS tiers
      FROM tier_set s WHERE s.store_id = ${storeId}::uuid AND s.is_active /* planned once */`;
  const gathering = { key: `activeTierSet:${storeId}`, sqlOf };
  const [set] = (await queryGathered<StoredTierSet, null>(tx, gathering, null)).rows;
  if (set === undefined) return null;
  const tiers = set.tiers.map(({ thresholds, ...tier }) => ({
    ...tier,
    thresholds: new Map(Object.entries(thresholds).map(([id, value]) => [id, amountOf(value)])),
  }));
  return { ...set, tiers };
}

/** What members have of what the conditions ask for: by member, then by the condition's id. */
export async function valuesOf(
  tx: Transaction,
  ctx: Context,
  members: readonly MemberOutline[],
  ladder: Ladder,
): Promise<Map<string, Map<string, Amount>>> {
  const values = new Map(members.map(({ id }) => [id, new Map<string, Amount>()]));
  for (const condition of ladder.conditions) {
    const of = await valueReader(tx, ctx, members, condition);
    for (const member of members) values.get(member.id)?.set(condition.id, of(member));
  }
  return values;
}

async function valueReader(
  tx: Transaction,
  ctx: Context,
  members: readonly MemberOutline[],
  { attribute, walletTypeCode }: Ladder["conditions"][number],
): Promise<(member: MemberOutline) => Amount> {
  const code = walletTypeCode ?? undefined;
  switch (attribute) {
    case "activeUnits":
    case "totalEarnedUnits": {
      const balances = await getBalances(tx, ctx, members, code);
      const sum = attribute === "activeUnits" ? "active" : "earned";
      return ({ id }) => balances.get(id)?.[sum] ?? ZERO;
    }
    case "cumulatedEarnedUnits": {
      const since = members.map(({ id, levelRecalculatedAt }) => ({ id, since: levelRecalculatedAt }));
      const earned = await getEarnedSince(tx, ctx, since, code);
      return ({ id }) => earned.get(id) ?? ZERO;
    }
    case "monthsSinceJoiningProgram": {
      const now = new Date(ctx.services.now());
      return ({ registeredAt }) => amountFrom(monthsBetween(registeredAt, now));
    }
    case "totalSpending":
      return spending;
  }
}

function spending(member: MemberOutline): Amount {
  const amount = minus(amountOf(member.transactionsAmount), amountOf(member.returnsAmount));
  return amount < 0n ? ZERO : amount;
}

/** The store's tier sets; without a sort the newest first. Throws AppError "forbidden". */
export async function listTierSets(ctx: Context, query: ListQuery): Promise<TierSetListDto> {
  requirePermission(ctx, "LEVEL", "VIEW");
  const { prisma } = ctx.services.db;
  const { rows, total } = await readPage(TIER_SET_COLUMNS, query, {
    all: { storeId: ctx.scope.storeId } as Prisma.TierSetWhereInput,
    orderBy: [{ id: "desc" }] as Prisma.TierSetOrderByWithRelationInput[],
    find: (page) => prisma.tierSet.findMany({ ...page, include: TIER_SET_DETAILS }),
    count: (where) => prisma.tierSet.count({ where }),
  });
  return { items: rows.map(presentTierSet), total };
}

/** Throws AppError "not_found", "forbidden". */
export async function getTierSet(ctx: Context, tierSetId: string): Promise<Versioned<TierSetDto>> {
  const row = await readTierSet(ctx, tierSetId);
  return { ...presentTierSet(row), version: tierSetVersion(row) };
}

/** The tiers of a set as they were given, from the lowest. Throws as `getTierSet`. */
export async function getTierDefinitions(
  ctx: Context,
  tierSetId: string,
): Promise<Versioned<{ tiers: TierDefinition[] }>> {
  const row = await readTierSet(ctx, tierSetId);
  return { tiers: row.tiers.map(presentTierDefinition), version: tierSetVersion(row) };
}

async function readTierSet(ctx: Context, tierSetId: string) {
  requirePermission(ctx, "LEVEL", "VIEW");
  if (!isUuid(tierSetId)) throw notFound();
  const row = await ctx.services.db.prisma.tierSet.findFirst({
    where: { id: tierSetId, storeId: ctx.scope.storeId },
    include: TIER_SET_DETAILS,
  });
  if (row === null) throw notFound();
  return row;
}

/** Of any set. Throws AppError "not_found", "forbidden". */
export async function getTier(ctx: Context, tierId: string): Promise<TierDto> {
  requirePermission(ctx, "LEVEL", "VIEW");
  if (!isUuid(tierId)) throw notFound();
  const row = await ctx.services.db.prisma.tier.findFirst({
    where: { id: tierId, storeId: ctx.scope.storeId },
    include: TIER_DETAILS,
  });
  if (row === null) throw notFound();
  return presentTier(ctx, row);
}

/** Of all sets; without a sort the newest first. Throws AppError "forbidden". */
export async function listTiers(ctx: Context, query: ListQuery): Promise<TierListDto> {
  requirePermission(ctx, "LEVEL", "VIEW");
  const { rows, total } = await readTiers(ctx, query, { storeId: ctx.scope.storeId }, [{ id: "desc" }]);
  return { items: rows.map((row) => presentTier(ctx, row)), total };
}

/** Without a sort from the lowest. Throws as `getTierSet`. */
export async function listTiersOfSet(
  ctx: Context,
  tierSetId: string,
  query: ListQuery,
): Promise<TierOfSetListDto> {
  const set = await readTierSet(ctx, tierSetId);
  const { rows, total } = await readTiers(ctx, query, { tierSetId: set.id }, [{ sortOrder: "asc" }]);
  return { items: rows.map((row) => presentTierOfSet(ctx, row)), total };
}

async function readTiers(
  ctx: Context,
  query: ListQuery,
  all: Prisma.TierWhereInput,
  orderBy: Prisma.TierOrderByWithRelationInput[],
) {
  const { prisma } = ctx.services.db;
  return readPage(TIER_COLUMNS, query, {
    all,
    orderBy,
    find: (page) => prisma.tier.findMany({ ...page, include: TIER_DETAILS }),
    count: (where) => prisma.tier.count({ where }),
  });
}
