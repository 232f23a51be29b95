import { type Context, requirePermission } from "#lib/auth/context.ts";
import { type Amount, amountNumber, amountOf, minus, plus, ZERO } from "../core/amount.ts";
import { periodNumber, periodStart } from "../core/periods.ts";
import { getEarnedSince, getExpiring } from "../points/data.ts";
import { type ActiveTierSet, getActiveTierSet, valuesOf } from "../tiers/data.ts";
import { getMemberDetails, type Member, resolveMember } from "./data.ts";
import type { MemberStatusDto } from "./schema.ts";

const DAY_MS = 24 * 3_600_000;

/**
 * Where a member stands: units of the default wallet, purchases, tier and the way to the next one. What does not
 * apply is left out. Throws AppError "not_found", "forbidden". @param reference as `resolveMember` takes it
 */
export async function getMemberStatus(ctx: Context, reference: string): Promise<MemberStatusDto> {
  if (ctx.actor.kind !== "member") requirePermission(ctx, "CUSTOMER", "VIEW");
  const { prisma } = ctx.services.db;
  const member = await resolveMember(ctx, reference);
  const nowMs = ctx.services.now();
  // Next month is the calendar month after this one, in UTC.
  const nextMonthNumber = periodNumber("month", nowMs) + 1;
  const since = member.levelRecalculatedAt;
  const [details, set, tierSet, expiring, earned] = await Promise.all([
    getMemberDetails(ctx, member.id),
    getActiveTierSet(prisma, ctx),
    prisma.tierSet.findFirst({
      where: { storeId: ctx.scope.storeId, isActive: true },
      select: { id: true, name: true },
    }),
    getExpiring(prisma, ctx, member, new Date(periodStart("month", nextMonthNumber + 1))),
    getEarnedSince(prisma, ctx, [{ id: member.id, since }]),
  ]);
  const { defaultAccount: account } = details;
  const recalculationMs = member.levelRecalculationAt?.getTime();
  const nextMonth = expiring.filter(({ day }) => Date.parse(day) >= periodStart("month", nextMonthNumber));
  return {
    ...given({ firstName: details.firstName, lastName: details.lastName }),
    customerId: details.customerId,
    activePoints: account?.activePoints ?? 0,
    transferredPoints: account?.transferredPoints ?? 0,
    earnedPoints: account?.earnedPoints ?? 0,
    spentPoints: account?.spentPoints ?? 0,
    expiredPoints: account?.expiredPoints ?? 0,
    lockedPoints: account?.lockedPoints ?? 0,
    blockedPoints: account?.blockedPoints ?? 0,
    ...given({ levelName: details.currentLevel?.name, levelAchievementDate: details.levelAchievementDate }),
    ...(set === null ? {} : await wayUp(ctx, member, set)),
    ...(tierSet === null
      ? {}
      : { tierSet: { tierSetId: tierSet.id, name: tierSet.name, isMigrated: false } }),
    ...(recalculationMs === undefined
      ? {}
      : { levelWillExpireInDays: Math.max(0, Math.ceil((recalculationMs - nowMs) / DAY_MS)) }),
    pointsSinceLastLevelRecalculation: amountNumber(earned.get(member.id) ?? ZERO),
    pointsExpiringNextMonth: amountNumber(plus(...nextMonth.map(({ units }) => units))),
    pointsExpiringBreakdown: Object.fromEntries(expiring.map(({ day, units }) => [day, amountNumber(units)])),
    transactionsCount: details.transactionsCount,
    transactionsAmount: details.transactionsAmount,
    // No item counts as costs of delivery here.
    transactionsAmountWithoutDeliveryCosts: details.transactionsAmount,
    averageTransactionsAmount: details.averageTransactionAmount,
    returnTransactionsCount: details.returnTransactionsCount,
    returnTransactionsAmount: details.returnTransactionsAmount,
    averageReturnTransactionsAmount: average(member.returnsAmount, member.returnsCount),
    ...given({
      firstTransactionDate: details.firstTransactionDate,
      lastTransactionDate: details.lastTransactionDate,
    }),
    currency: details.currency,
    storeCode: details.storeCode,
    referralToken: details.referralToken,
    registeredAt: details.registeredAt,
    createdAt: details.createdAt,
  };
}

/** To the next tier, where the tiers ask for one thing only. */
async function wayUp(ctx: Context, member: Member, set: ActiveTierSet): Promise<Partial<MemberStatusDto>> {
  const [condition, ...more] = set.conditions;
  const current = set.tiers.find(({ id }) => id === member.levelId);
  if (condition === undefined || more.length > 0 || current === undefined) return {};
  const standing = { levelConditionValue: amountNumber(current.thresholds.get(condition.id) ?? ZERO) };
  const next = set.tiers.find(({ sortOrder }) => sortOrder > current.sortOrder);
  const threshold = next?.thresholds.get(condition.id);
  if (next === undefined || threshold === undefined) return standing;
  const values = await valuesOf(ctx.services.db.prisma, ctx, [member], set);
  const left = minus(threshold, values.get(member.id)?.get(condition.id) ?? ZERO);
  const missing = amountNumber(left < 0n ? ZERO : left);
  return {
    ...standing,
    nextLevelName: next.name,
    nextLevelConditionValue: amountNumber(threshold),
    ...(condition.attribute === "totalSpending"
      ? {
          transactionsAmountToNextLevel: missing,
          transactionsAmountToNextLevelWithoutDeliveryCosts: missing,
        }
      : {}),
    ...(UNITS.has(condition.attribute) ? { pointsToNextLevel: missing } : {}),
  };
}

const UNITS: ReadonlySet<string> = new Set(["activeUnits", "totalEarnedUnits", "cumulatedEarnedUnits"]);

function average(sum: Parameters<typeof amountOf>[0], count: number): number {
  return count === 0 ? 0 : amountNumber((amountOf(sum) / BigInt(count)) as Amount);
}

function given<Key extends string>(
  values: Record<Key, string | null | undefined>,
): Partial<Record<Key, string>> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<Record<Key, string>>;
}
