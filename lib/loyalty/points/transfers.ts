import type { Context } from "#lib/auth/context.ts";
import { conflict, notFound } from "#lib/errors/app-error.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { amountOf, amountText, minus, ZERO } from "../core/amount.ts";
import { type LockedMember, lockMember } from "../members/data.ts";
import { reconsiderTier } from "../tiers/mutations.ts";
import {
  announceAvailable,
  announceTransfer,
  changeWallet,
  giveBackUnits,
  type Wallet,
  writeTransfer,
} from "./ledger.ts";
import type { TransferRow } from "./presenter.ts";

/** What becomes of a transfer afterwards. Each verb throws AppError "not_found", and "conflict" where it cannot be done. */

type Held = { member: LockedMember; wallet: Wallet; row: TransferRow };

/** Pending units become active. */
export async function activateTransfer(tx: Transaction, ctx: Context, transferId: string): Promise<void> {
  const { member, wallet, row } = await hold(tx, ctx, transferId);
  if (row.state !== "pending") throw conflict("The transfer is not pending: there is nothing to activate.");
  const units = amountOf(row.units);
  const now = new Date(ctx.services.now());
  // Days of validity were counted from the end of the lock; who activates earlier gains nothing.
  const expiresAt = row.expiresAt === null || row.expiresAt > now ? row.expiresAt : now;
  const after = await changeWallet(tx, wallet, { locked: minus(ZERO, units), active: units, earned: units });
  await tx.unitTransfer.update({
    where: { id: row.id },
    data: { state: "active", remaining: amountText(units), unlockedAt: now, expiresAt },
  });
  announceAvailable(tx, ctx, member, after, row, "add");
  await reconsiderTier(tx, ctx, member);
}

/**
 * As if it had not been: what was spent or blocked comes back, what was added goes, if nothing of it was used.
 * Cancelling a pending one changes no balance and has no event.
 */
export async function cancelTransfer(tx: Transaction, ctx: Context, transferId: string): Promise<void> {
  const { member, wallet, row } = await hold(tx, ctx, transferId);
  if (row.state === "cancelled") throw conflict("The transfer is cancelled already.");
  const units = amountOf(row.units);
  const less = minus(ZERO, units);
  const markCancelled = () =>
    tx.unitTransfer.update({ where: { id: row.id }, data: { state: "cancelled", remaining: "0" } });
  switch (row.type) {
    case "adding": {
      if (row.state === "pending") {
        await changeWallet(tx, wallet, { locked: less });
        await markCancelled();
        return;
      }
      if (amountOf(row.remaining) !== units) {
        throw conflict(
          "Units of this transfer are spent, blocked or expired: it cannot be cancelled any more.",
        );
      }
      const after = await changeWallet(tx, wallet, { active: less, earned: less });
      await markCancelled();
      announceAvailable(tx, ctx, member, after, row, "subtract");
      break;
    }
    case "spending":
    case "blocked": {
      const sum = row.type === "spending" ? "spent" : "blocked";
      const after = await changeWallet(tx, wallet, { active: units, [sum]: less });
      await giveBackUnits(tx, row.id);
      await markCancelled();
      announceAvailable(tx, ctx, member, after, row, "add");
      break;
    }
    default:
      throw conflict("Transfers between members and expired units cannot be cancelled.");
  }
  await reconsiderTier(tx, ctx, member);
}

/** What is left of added units is lost. */
export async function expireTransfer(tx: Transaction, ctx: Context, transferId: string): Promise<void> {
  const { member, wallet, row } = await hold(tx, ctx, transferId);
  const units = amountOf(row.remaining);
  if (units === ZERO) throw conflict("Nothing is left of this transfer that could expire.");
  const after = await changeWallet(tx, wallet, { active: minus(ZERO, units), expired: units });
  const expired = await writeTransfer(tx, ctx, after, {
    type: "expired",
    units,
    cause: null,
    relatedTransferId: row.id,
    taken: [{ lotId: row.id, units }],
  });
  announceTransfer(tx, ctx, member, after, expired);
  announceAvailable(tx, ctx, member, after, expired, "subtract");
  await reconsiderTier(tx, ctx, member);
}

async function hold(tx: Transaction, ctx: Context, transferId: string): Promise<Held> {
  const where = { id: transferId, storeId: ctx.scope.storeId };
  const found = isUuid(transferId) ? await tx.unitTransfer.findFirst({ where }) : null;
  if (found === null) throw notFound();
  const member = await lockMember(tx, ctx, found.memberId);
  const { wallet, ...row } = await tx.unitTransfer.findFirstOrThrow({
    where,
    include: { wallet: { include: { walletType: true } } },
  });
  return {
    member,
    row,
    wallet: { id: wallet.id, memberId: member.id, active: amountOf(wallet.active), type: wallet.walletType },
  };
}
