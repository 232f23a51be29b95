import type { Context } from "#lib/auth/context.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { type Amount, amountOf, ZERO } from "../core/amount.ts";
import type { Member } from "../members/data.ts";

export type Balance = { active: Amount; earned: Amount };

/** Of the default wallet, or of the one whose type has this code; zero where there is none yet. */
export async function getBalance(
  tx: Transaction,
  ctx: Context,
  member: Member,
  walletTypeCode?: string,
): Promise<Balance> {
  const { storeId } = ctx.scope;
  const wallet = await tx.wallet.findFirst({
    where: {
      memberId: member.id,
      walletType:
        walletTypeCode === undefined ? { storeId, isDefault: true } : { storeId, code: walletTypeCode },
    },
    select: { active: true, earned: true },
  });
  if (wallet === null) return { active: ZERO, earned: ZERO };
  return { active: amountOf(wallet.active), earned: amountOf(wallet.earned) };
}

/** Units that became active since a time and were not cancelled. @param since null: from the beginning */
export async function getEarnedSince(
  tx: Transaction,
  ctx: Context,
  member: Member,
  walletTypeCode: string | undefined,
  since: Date | null,
): Promise<Amount> {
  if (since === null) return (await getBalance(tx, ctx, member, walletTypeCode)).earned;
  const { storeId } = ctx.scope;
  const { _sum: sums } = await tx.unitTransfer.aggregate({
    where: {
      memberId: member.id,
      type: "adding",
      state: "active",
      OR: [{ unlockedAt: { gte: since } }, { unlockedAt: null, createdAt: { gte: since } }],
      wallet: {
        walletType:
          walletTypeCode === undefined ? { storeId, isDefault: true } : { storeId, code: walletTypeCode },
      },
    },
    _sum: { units: true },
  });
  return sums.units === null ? ZERO : amountOf(sums.units);
}
