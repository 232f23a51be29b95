import type { Context } from "#lib/auth/context.ts";
import { conflict, notFound } from "#lib/errors/app-error.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { amountOf, minus, ZERO } from "../core/amount.ts";
import { type LockedOutline, lockOutlines } from "../members/data.ts";
import { reconsiderTiers } from "../tiers/mutations.ts";
import {
  announceAvailable,
  announceTransfer,
  changeWallet,
  changeWallets,
  giveBackUnits,
  type ToldTransfer,
  writeExpiries,
} from "./ledger.ts";
import { type Wallet, walletTypesOf } from "./wallets.ts";

/** What becomes of a transfer afterwards. Each verb throws AppError "not_found", and "conflict" where it cannot be done. */

export type HeldLot = { member: LockedOutline; wallet: Wallet; row: LotRow };

type LotRow = ToldTransfer & { memberId: string; walletId: string; units: string; remaining: string };

/** Pending units become active. */
export async function activateTransfer(tx: Transaction, ctx: Context, transferId: string): Promise<void> {
  const held = await hold(tx, ctx, transferId);
  if (held.row.state !== "pending")
    throw conflict("The transfer is not pending: there is nothing to activate.");
  await activateLots(tx, ctx, [held]);
}

/** The same for many, in the order given: all are pending. */
export async function activateLots(tx: Transaction, ctx: Context, lots: readonly HeldLot[]): Promise<void> {
  if (lots.length === 0) return;
  const now = new Date(ctx.services.now());
  const after = await changeWallets(
    tx,
    lots.map(({ wallet, row }) => {
      const units = amountOf(row.units);
      return { wallet, delta: { locked: minus(ZERO, units), active: units, earned: units } };
    }),
  );
  // Days of validity were counted from the end of the lock; who activates earlier gains nothing.
  await tx.$executeRaw`
    UPDATE unit_transfer
       SET state = 'active', remaining = units, unlocked_at = ${now}::timestamptz,
           expires_at = CASE WHEN expires_at < ${now}::timestamptz THEN ${now}::timestamptz ELSE expires_at END
     WHERE id = ANY(${lots.map(({ row }) => row.id)}::uuid[])`;
  for (const [index, { member, row, wallet }] of lots.entries()) {
    announceAvailable(tx, ctx, member, after[index] ?? wallet, row, "add");
  }
  await reconsiderTiers(tx, ctx, membersOf(lots));
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
  await reconsiderTiers(tx, ctx, [member]);
}

/** What is left of added units is lost. */
export async function expireTransfer(tx: Transaction, ctx: Context, transferId: string): Promise<void> {
  const held = await hold(tx, ctx, transferId);
  if (amountOf(held.row.remaining) === ZERO)
    throw conflict("Nothing is left of this transfer that could expire.");
  await expireLots(tx, ctx, [held]);
}

/** The same for many, in the order given: something is left of each. */
export async function expireLots(tx: Transaction, ctx: Context, lots: readonly HeldLot[]): Promise<void> {
  if (lots.length === 0) return;
  const after = await changeWallets(
    tx,
    lots.map(({ wallet, row }) => {
      const units = amountOf(row.remaining);
      return { wallet, delta: { active: minus(ZERO, units), expired: units } };
    }),
  );
  const expired = await writeExpiries(
    tx,
    ctx,
    lots.map(({ wallet, row }) => ({ wallet, lotId: row.id, units: amountOf(row.remaining) })),
  );
  for (const [index, row] of expired.entries()) {
    const member = lots[index]?.member;
    const wallet = after[index];
    if (member === undefined || wallet === undefined) continue;
    announceTransfer(tx, ctx, member, wallet, row);
    announceAvailable(tx, ctx, member, wallet, row, "subtract");
  }
  await reconsiderTiers(tx, ctx, membersOf(lots));
}

function membersOf(lots: readonly HeldLot[]): LockedOutline[] {
  return [...new Map(lots.map(({ member }) => [member.id, member])).values()];
}

/**
 * Several transfers with their members, whose rows are then held. Those that are gone are left out.
 * @param memberIds of the transfers
 */
export async function holdLots(
  tx: Transaction,
  ctx: Context,
  transferIds: readonly string[],
  memberIds: readonly string[],
): Promise<HeldLot[]> {
  const members = new Map((await lockOutlines(tx, ctx, memberIds)).map((member) => [member.id, member]));
  const types = await walletTypesOf(tx, ctx);
  // After the lock: what somebody else did to them meanwhile is seen.
  const rows = await tx.$queryRaw<(LotRow & { active: string; walletTypeId: string })[]>`
    SELECT t.id, t.member_id AS "memberId", t.wallet_id AS "walletId", t.type::text AS type, t.state::text AS state,
           t.units::text AS units, t.remaining::text AS remaining, t.comment, t.created_at AS "createdAt",
           t.expires_at AS "expiresAt", t.locked_until AS "lockedUntil", t.related_transfer_id AS "relatedTransferId",
           t.cause_campaign_id AS "causeCampaignId", t.cause_customer_id AS "causeCustomerId",
           t.cause_transaction_id AS "causeTransactionId", t.cause_custom_event_id AS "causeCustomEventId",
           t.cause_internal_event AS "causeInternalEvent", t.cause_performed_at AS "causePerformedAt",
           w.active::text AS active, w.wallet_type_id AS "walletTypeId"
      FROM unit_transfer t JOIN wallet w ON w.id = t.wallet_id
     WHERE t.id = ANY(${transferIds}::uuid[]) AND t.store_id = ${ctx.scope.storeId}::uuid`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return transferIds.flatMap((id) => {
    const found = byId.get(id);
    if (found === undefined) return [];
    const { active, walletTypeId, ...row } = found;
    const member = members.get(row.memberId);
    const type = types.get(walletTypeId);
    if (member === undefined || type === undefined) return [];
    return [
      { member, row, wallet: { id: row.walletId, memberId: member.id, active: amountOf(active), type } },
    ];
  });
}

async function hold(tx: Transaction, ctx: Context, transferId: string): Promise<HeldLot> {
  const found = isUuid(transferId)
    ? await tx.unitTransfer.findFirst({
        where: { id: transferId, storeId: ctx.scope.storeId },
        select: { memberId: true },
      })
    : null;
  const [held] = found === null ? [] : await holdLots(tx, ctx, [transferId], [found.memberId]);
  if (held === undefined) throw notFound();
  return held;
}
