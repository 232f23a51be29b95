import type { Context } from "#lib/auth/context.ts";
import type { Prisma, Transaction } from "#lib/platform/db.ts";
import { type Amount, amountFrom, amountOf, minus, ZERO } from "../core/amount.ts";
import type { Member } from "../members/data.ts";
import { getBalance, getEarnedSince } from "../points/data.ts";
import { type Ladder, monthsBetween } from "./core/standing.ts";

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
