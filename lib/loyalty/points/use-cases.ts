import { recordAudit } from "#lib/audit/record.ts";
import { type Context, forbidden, requirePermission } from "#lib/auth/context.ts";
import { parseInput } from "#lib/errors/violations.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { inAction } from "../action.ts";
import { amountFrom } from "../core/amount.ts";
import { blockUnits, enterAdding, enterSpending, type Moved, movementOf, sendUnits } from "./mutations.ts";
import { NewAdding, NewP2p, NewSpending, OwnP2p } from "./schema.ts";
import { activateTransfer, cancelTransfer, expireTransfer } from "./transfers.ts";

/**
 * What administrators, and members for themselves, do with units. Each throws AppError "forbidden",
 * "validation_failed" with paths relative to the input, "not_found", "conflict".
 */

type TransferId = { transferId: string };

export async function addTransfer(ctx: Context, raw: NewAdding): Promise<TransferId> {
  requirePermission(ctx, "POINT_TRANSFER", "MODIFY");
  const input = parseInput(NewAdding, raw);
  return audited(ctx, "points.added", (tx) => enterAdding(tx, ctx, input));
}

export async function spendTransfer(ctx: Context, raw: NewSpending): Promise<TransferId> {
  requirePermission(ctx, "POINT_TRANSFER", "MODIFY");
  const input = parseInput(NewSpending, raw);
  return audited(ctx, "points.spent", (tx) => enterSpending(tx, ctx, input));
}

export async function blockTransfer(ctx: Context, raw: NewSpending): Promise<TransferId> {
  requirePermission(ctx, "POINT_TRANSFER", "MODIFY");
  const movement = movementOf(parseInput(NewSpending, raw));
  return audited(ctx, "points.blocked", (tx) => blockUnits(tx, ctx, movement));
}

export async function transferBetween(ctx: Context, raw: NewP2p): Promise<TransferId> {
  requirePermission(ctx, "POINT_TRANSFER", "MODIFY");
  const { sender, receiver, points } = parseInput(NewP2p, raw);
  return send(ctx, sender, receiver, points);
}

/** The sender is the member who is signed in. */
export async function transferOwn(ctx: Context, raw: OwnP2p): Promise<TransferId> {
  if (ctx.actor.kind !== "member") throw forbidden();
  const { receiver, points } = parseInput(OwnP2p, raw);
  return send(ctx, ctx.actor.memberId, receiver, points);
}

export async function activatePending(ctx: Context, transferId: string): Promise<void> {
  await change(ctx, transferId, "points.activated", activateTransfer);
}

export async function cancel(ctx: Context, transferId: string): Promise<void> {
  await change(ctx, transferId, "points.cancelled", cancelTransfer);
}

export async function expire(ctx: Context, transferId: string): Promise<void> {
  await change(ctx, transferId, "points.expired", expireTransfer);
}

function send(ctx: Context, sender: string, receiver: string, points: number): Promise<TransferId> {
  const p2p = {
    senderId: sender.toLowerCase(),
    receiverId: receiver.toLowerCase(),
    units: amountFrom(points),
  };
  return audited(ctx, "points.sent", (tx) => sendUnits(tx, ctx, p2p));
}

async function audited(
  ctx: Context,
  eventType: string,
  move: (tx: Transaction) => Promise<Moved>,
): Promise<TransferId> {
  const { transferId } = await inAction(ctx, async (tx) => {
    const moved = await move(tx);
    if (!moved.isRepeat) {
      await recordAudit(tx, ctx, { eventType, entityType: "unitTransfer", entityId: moved.transferId });
    }
    return moved;
  });
  return { transferId };
}

async function change(
  ctx: Context,
  transferId: string,
  eventType: string,
  work: (tx: Transaction, ctx: Context, transferId: string) => Promise<void>,
): Promise<void> {
  requirePermission(ctx, "POINT_TRANSFER", "MODIFY");
  await inAction(ctx, async (tx) => {
    await work(tx, ctx, transferId);
    await recordAudit(tx, ctx, { eventType, entityType: "unitTransfer", entityId: transferId });
  });
}
