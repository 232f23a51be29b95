import type { Context } from "#lib/auth/context.ts";
import { conflict, notFound, validationFailed } from "#lib/errors/app-error.ts";
import { parseInstant } from "#lib/http/core/instant.ts";
import type { Transaction } from "#lib/platform/db.ts";
import type { ActionCause } from "../core/action-cause.ts";
import { type Amount, amountFrom, amountNumber, amountOf, minus, ZERO } from "../core/amount.ts";
import { type LockedMember, lockMember, lockMembers } from "../members/data.ts";
import { reconsiderTier } from "../tiers/mutations.ts";
import { addDays, DAY_MS, expiryOf } from "./core/expiry.ts";
import { earliestExpiry, takeFrom } from "./core/lots.ts";
import { announceAvailable, announceTransfer, lotsOf, moveUnits, type ToldTransfer } from "./ledger.ts";
import type { TransferRow } from "./presenter.ts";
import type { NewAdding, NewSpending } from "./schema.ts";
import { readWalletAhead, walletOf } from "./wallets.ts";

/** What every movement of units says. Paths of violations are those of the REST body: points, walletCode, …. */
export type Movement = {
  memberId: string;
  /** The same member, where the action holds it already. */
  member?: LockedMember | undefined;
  /** Left out: the default wallet. */
  walletTypeCode?: string | undefined;
  /** More than zero. */
  units: Amount;
  cause: ActionCause | null;
  comment?: string | undefined;
  /** The same id moves units once in a store: a repeat answers with the earlier transfer and publishes nothing. */
  externalTransferId?: string | undefined;
  /** When it took place, if not now. */
  registeredAt?: Date | undefined;
};

export type Adding = Movement & {
  /** Left out: as the wallet's type says; null: never. */
  expiresAt?: Date | null | undefined;
  /** Left out: as the wallet's type says; null, or a time that has passed: active at once. */
  lockedUntil?: Date | null | undefined;
};

export type Moved = { transferId: string; isRepeat: boolean };

/**
 * Adds units, and looks whether the member has reached another tier. Pending ones only tell of the transfer.
 * Throws AppError "not_found", "validation_failed" (wallet, units, times), "conflict" (member not active, external id
 * used for something else).
 */
export async function addUnits(tx: Transaction, ctx: Context, adding: Adding): Promise<Moved> {
  const member = await lockActiveMember(tx, ctx, adding);
  const earlier = await repeated(tx, ctx, adding, "adding");
  if (earlier !== null) return earlier;

  const opened = await walletOf(tx, ctx, member, adding.walletTypeCode);
  const now = new Date(ctx.services.now());
  const { unitDaysLocked } = opened.type;
  const lockedUntil =
    adding.lockedUntil === undefined && unitDaysLocked !== null
      ? addDays(now, unitDaysLocked)
      : (adding.lockedUntil ?? null);
  const isPending = lockedUntil !== null && lockedUntil > now;
  const activeFrom = isPending ? lockedUntil : now;
  const expiresAt = adding.expiresAt === undefined ? expiryOf(opened.type, activeFrom) : adding.expiresAt;
  if (expiresAt !== null && expiresAt <= activeFrom) {
    throw validationFailed([
      { path: "expiresInDays", message: "The units would expire before they can be spent.", code: "expiry" },
    ]);
  }

  const { units } = adding;
  const { wallet, row } = await moveUnits(
    tx,
    ctx,
    opened,
    isPending ? { locked: units } : { active: units, earned: units },
    { ...adding, type: "adding", isPending, lockedUntil: isPending ? lockedUntil : null, expiresAt },
  );
  announceTransfer(tx, ctx, member, wallet, row);
  if (!isPending) {
    announceAvailable(tx, ctx, member, wallet, row, "add");
    await reconsiderTier(tx, ctx, member);
  }
  return { transferId: row.id, isRepeat: false };
}

/** Reads what a movement in this wallet will ask for, together with what else is read for the action. */
export function prepareWallet(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  walletTypeCode?: string,
): Promise<void> {
  return readWalletAhead(tx, ctx, member, walletTypeCode);
}

/** `addUnits` as a REST body or a line of a file asks for it. */
export async function enterAdding(tx: Transaction, ctx: Context, input: NewAdding): Promise<Moved> {
  const nowMs = ctx.services.now();
  const lockedMs = (input.lockedUntilDays ?? 0) * DAY_MS;
  const after = (ms: number) => new Date(nowMs + ms);
  return addUnits(tx, ctx, {
    ...movementOf(input),
    ...(input.lockedUntilDays === undefined ? {} : { lockedUntil: after(lockedMs) }),
    ...(input.expiresInDays === undefined
      ? {}
      : { expiresAt: after(lockedMs + input.expiresInDays * DAY_MS) }),
  });
}

/** The same for `spendUnits`. */
export async function enterSpending(tx: Transaction, ctx: Context, input: NewSpending): Promise<Moved> {
  return spendUnits(tx, ctx, movementOf(input));
}

export function movementOf(input: NewSpending): Movement {
  return {
    memberId: input.customer.toLowerCase(),
    walletTypeCode: input.walletCode,
    units: amountFrom(input.points),
    cause: null,
    comment: input.comment,
    externalTransferId: input.externalTransferId,
    registeredAt: input.requestedAt === undefined ? undefined : parseInstant(input.requestedAt),
  };
}

/** Throws also AppError "validation_failed" with code "not_enough_units" when the member has fewer. */
export async function spendUnits(tx: Transaction, ctx: Context, spending: Movement): Promise<Moved> {
  const member = await lockActiveMember(tx, ctx, spending);
  const earlier = await repeated(tx, ctx, spending, "spending");
  if (earlier !== null) return earlier;
  const row = await takeUnits(tx, ctx, member, spending, "spending");
  return { transferId: row.id, isRepeat: false };
}

/** Puts units aside, until the transfer is cancelled. Throws as `spendUnits`. */
export async function blockUnits(tx: Transaction, ctx: Context, blocking: Movement): Promise<Moved> {
  const member = await lockActiveMember(tx, ctx, blocking);
  const earlier = await repeated(tx, ctx, blocking, "blocked");
  if (earlier !== null) return earlier;
  const row = await takeUnits(tx, ctx, member, blocking, "blocked");
  return { transferId: row.id, isRepeat: false };
}

/**
 * From one member to another: two transfers and the events of both. What arrives expires when the first of what was
 * sent would have. Throws as `spendUnits`. Answers with the sender's transfer.
 */
export async function sendUnits(
  tx: Transaction,
  ctx: Context,
  p2p: { senderId: string; receiverId: string; units: Amount },
): Promise<Moved> {
  if (p2p.senderId === p2p.receiverId) {
    throw validationFailed([
      { path: "receiver", message: "A member cannot send units to themselves.", code: "same_member" },
    ]);
  }
  const [sender, receiver] = await lockMembers(tx, ctx, [p2p.senderId, p2p.receiverId]);
  if (sender === undefined || receiver === undefined) throw notFound();
  if (!sender.isActive || !receiver.isActive) throw notActive();
  const { units } = p2p;
  const from = await walletOf(tx, ctx, sender);
  const lots = await lotsOf(tx, from);
  const taken = takeFrom(lots, units);
  if (taken === null) throw notEnough(from.active);
  const to = await walletOf(tx, ctx, receiver);
  const { wallet: sentFrom, row: sent } = await moveUnits(
    tx,
    ctx,
    from,
    { active: minus(ZERO, units), sent: units },
    { type: "p2p_spending", units, cause: null, taken },
  );
  const { wallet: receivedIn, row: received } = await moveUnits(
    tx,
    ctx,
    to,
    { active: units, received: units },
    {
      type: "p2p_adding",
      units,
      cause: null,
      expiresAt: earliestExpiry(lots, taken),
      relatedTransferId: sent.id,
    },
  );
  announceTransfer(tx, ctx, sender, sentFrom, sent);
  announceAvailable(tx, ctx, sender, sentFrom, sent, "subtract");
  announceTransfer(tx, ctx, receiver, receivedIn, received);
  announceAvailable(tx, ctx, receiver, receivedIn, received, "add");
  await reconsiderTier(tx, ctx, sender);
  await reconsiderTier(tx, ctx, receiver);
  return { transferId: sent.id, isRepeat: false };
}

/** Spends or blocks. */
async function takeUnits(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  movement: Movement,
  type: "spending" | "blocked",
): Promise<ToldTransfer> {
  const { units } = movement;
  const opened = await walletOf(tx, ctx, member, movement.walletTypeCode);
  const taken = takeFrom(await lotsOf(tx, opened), units);
  if (taken === null) throw notEnough(opened.active);
  const { wallet, row } = await moveUnits(
    tx,
    ctx,
    opened,
    { active: minus(ZERO, units), [type === "spending" ? "spent" : "blocked"]: units },
    { ...movement, type, taken },
  );
  announceTransfer(tx, ctx, member, wallet, row);
  announceAvailable(tx, ctx, member, wallet, row, "subtract");
  await reconsiderTier(tx, ctx, member);
  return row;
}

/** A new member has the store's default wallet at once, with nothing in it. */
export async function openDefaultWallet(tx: Transaction, ctx: Context, memberId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO wallet (id, store_id, member_id, wallet_type_id, created_at)
    SELECT ${ctx.services.newId()}::uuid, t.store_id, ${memberId}::uuid, t.id,
           ${new Date(ctx.services.now())}::timestamptz
      FROM wallet_type t WHERE t.store_id = ${ctx.scope.storeId}::uuid AND t.is_default`;
}

async function lockActiveMember(tx: Transaction, ctx: Context, movement: Movement): Promise<LockedMember> {
  if (movement.units <= 0n) {
    throw validationFailed([
      { path: "points", message: "This value should be more than 0.", code: "too_small" },
    ]);
  }
  const member = movement.member ?? (await lockMember(tx, ctx, movement.memberId));
  if (!member.isActive) throw notActive();
  return member;
}

/** Of two requests with one id, the second waits here and finds what the first wrote. */
async function repeated(
  tx: Transaction,
  ctx: Context,
  movement: Movement,
  type: TransferRow["type"],
): Promise<Moved | null> {
  const { externalTransferId } = movement;
  if (externalTransferId === undefined) return null;
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${`${ctx.scope.storeId}:${externalTransferId}`}, 0))`;
  const earlier = await tx.unitTransfer.findUnique({
    where: { storeId_externalTransferId: { storeId: ctx.scope.storeId, externalTransferId } },
  });
  if (earlier === null) return null;
  const isSame =
    earlier.memberId === movement.memberId &&
    earlier.type === type &&
    amountOf(earlier.units) === movement.units;
  if (!isSame) throw conflict("The external transfer id was used for another transfer: choose a new one.");
  return { transferId: earlier.id, isRepeat: true };
}

function notEnough(active: Amount): Error {
  return validationFailed([
    {
      path: "points",
      message: `Not enough points. The member can spend ${amountNumber(active)}.`,
      code: "not_enough_units",
      parameters: { available: amountNumber(active) },
    },
  ]);
}

function notActive(): Error {
  return conflict("The member is not active: activate the member first.");
}
