import { actorName, type Context } from "#lib/auth/context.ts";
import { validationFailed } from "#lib/errors/app-error.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";
import { recordset } from "#lib/platform/sql-rows.ts";
import { executeGathered, executeLater, type Gathering } from "#lib/platform/transaction.ts";
import { announce } from "../action.ts";
import type { ActionCause } from "../core/action-cause.ts";
import { presentCause } from "../core/action-cause.ts";
import { type Amount, amountNumber, amountOf, amountText, LARGEST, plus, ZERO } from "../core/amount.ts";
import { type MemberOutline, memberSnapshot } from "../members/data.ts";
import type { Lot, Taken } from "./core/lots.ts";
import { type CauseColumn, causeOf, presentWalletType, type TransferRow } from "./presenter.ts";
import { rememberWallets, type Wallet } from "./wallets.ts";

/**
 * The steps of which the verbs of points are made. Whoever takes one holds the member's row (`lockMember`), so that
 * what was read stays true until the commit.
 */

const SUMS = ["active", "locked", "blocked", "earned", "spent", "expired", "sent", "received"] as const;
type Sum = (typeof SUMS)[number];

/** Sums of a wallet, by how much each changes. */
export type Delta = Partial<Record<Sum, Amount>>;

/** Lots with something left, in the order in which they are spent: the first to expire first, then the oldest. */
export async function lotsOf(tx: Transaction, wallet: Wallet): Promise<Lot[]> {
  const rows = await tx.unitTransfer.findMany({
    where: { walletId: wallet.id, remaining: { gt: 0 } },
    orderBy: [{ expiresAt: { sort: "asc", nulls: "last" } }, { id: "asc" }],
    select: { id: true, remaining: true, expiresAt: true },
  });
  return rows.map((row) => ({ ...row, remaining: amountOf(row.remaining) }));
}

/** Moves the sums, and answers with the wallet as it is then. Throws AppError "validation_failed" beyond `LARGEST`. */
export async function changeWallet(tx: Transaction, wallet: Wallet, delta: Delta): Promise<Wallet> {
  const [after = wallet] = await changeWallets(tx, [{ wallet, delta }]);
  return after;
}

export type WalletChange = { wallet: Wallet; delta: Delta };

/**
 * The same for many changes, one after the other, also of the same wallet: answers with the wallet as it is after each.
 * All of them are one statement.
 */
export async function changeWallets(tx: Transaction, changes: readonly WalletChange[]): Promise<Wallet[]> {
  const { after, sums } = afterChanges(changes);
  const rows = [...sums.values()];
  const of = (sum: Sum) => rows.map((row) => amountText(row[sum]));
  await tx.$executeRaw`
    UPDATE wallet w
       SET active = w.active + d.active, locked = w.locked + d.locked, blocked = w.blocked + d.blocked,
           earned = w.earned + d.earned, spent = w.spent + d.spent, expired = w.expired + d.expired,
           sent = w.sent + d.sent, received = w.received + d.received
      FROM unnest(${[...sums.keys()]}::uuid[], ${of("active")}::numeric[], ${of("locked")}::numeric[],
                  ${of("blocked")}::numeric[], ${of("earned")}::numeric[], ${of("spent")}::numeric[],
                  ${of("expired")}::numeric[], ${of("sent")}::numeric[], ${of("received")}::numeric[])
        AS d(id, active, locked, blocked, earned, spent, expired, sent, received)
     WHERE w.id = d.id`;
  rememberWallets(tx, after);
  return after;
}

/** The wallets after each change, and by how much the sums of each wallet change in all. */
function afterChanges(changes: readonly WalletChange[]): {
  after: Wallet[];
  sums: Map<string, Record<Sum, Amount>>;
} {
  const sums = new Map<string, Record<Sum, Amount>>();
  const actives = new Map<string, Amount>();
  const after = changes.map(({ wallet, delta }) => {
    const active = plus(actives.get(wallet.id) ?? wallet.active, delta.active ?? ZERO);
    if (active > LARGEST) {
      throw validationFailed([
        { path: "points", message: "The wallet cannot hold as many units.", code: "too_many_units" },
      ]);
    }
    actives.set(wallet.id, active);
    addDelta(sums, wallet.id, delta);
    return { ...wallet, active };
  });
  return { after, sums };
}

export type NewTransfer = {
  type: TransferRow["type"];
  units: Amount;
  isPending?: boolean;
  cause: ActionCause | null;
  comment?: string | undefined;
  externalTransferId?: string | undefined;
  relatedTransferId?: string;
  lockedUntil?: Date | null;
  expiresAt?: Date | null;
  registeredAt?: Date | undefined;
  /** From which lots it takes its units. Without: it is a lot itself. */
  taken?: readonly Taken[];
};

/**
 * A movement: the wallet's sums, the transfer, and what it takes from lots, by one statement; those of one moment that
 * only add are one, too. Answers with the wallet as it is then. Throws AppError "validation_failed" beyond `LARGEST`.
 */
export async function moveUnits(
  tx: Transaction,
  ctx: Context,
  before: Wallet,
  delta: Delta,
  transfer: NewTransfer,
): Promise<{ wallet: Wallet; row: ToldTransfer }> {
  const { after } = afterChanges([{ wallet: before, delta }]);
  const [wallet = before] = after;
  const row = columnsOf(ctx, wallet, transfer);
  const { taken = [] } = transfer;
  if (taken.length > 0) await executeLater(tx, sqlOfMoves([{ delta, row }], taken));
  else await executeGathered(tx, MOVES, { delta, row });
  rememberWallets(tx, after);
  return { wallet, row };
}

type Move = { delta: Delta; row: ReturnType<typeof columnsOf> };

const MOVES: Gathering<Move> = { key: "moves", sqlOf: (moves) => sqlOfMoves(moves, []) };

/** @param taken by the only one of the moves */
function sqlOfMoves(moves: readonly Move[], taken: readonly Taken[]): Prisma.Sql {
  const rows = moves.map(({ row }) => row);
  const parts = Prisma.sql`
    unnest(${taken.map(({ lotId }) => lotId)}::uuid[], ${taken.map(({ units }) => amountText(units))}::numeric[])
      AS p(lot_id, units)`;
  // Most movements take nothing from lots: they do without the two steps.
  const lots = Prisma.sql`, lot AS (
      UPDATE unit_transfer t SET remaining = t.remaining - p.units FROM ${parts} WHERE t.id = p.lot_id
    ), used AS (
      INSERT INTO unit_use (transfer_id, lot_id, units) SELECT ${rows[0]?.id}::uuid, p.lot_id, p.units FROM ${parts}
    )`;
  const { sums, change } = sqlOfSums(moves);
  return Prisma.sql`
    WITH sums AS MATERIALIZED (${sums}), changed AS (${change})${taken.length === 0 ? Prisma.empty : lots}
    INSERT INTO unit_transfer (
      id, store_id, wallet_id, member_id, type, state, units, remaining, comment, external_transfer_id,
      related_transfer_id, locked_until, expires_at, cause_campaign_id, cause_customer_id, cause_transaction_id,
      cause_custom_event_id, cause_internal_event, cause_performed_at, created_by, registered_at, created_at)
    SELECT id, "storeId", "walletId", "memberId", type, state, units, remaining, comment, "externalTransferId",
           "relatedTransferId", "lockedUntil", "expiresAt", "causeCampaignId", "causeCustomerId", "causeTransactionId",
           "causeCustomEventId", "causeInternalEvent", "causePerformedAt", "createdBy", "registeredAt", "createdAt"
      FROM ${recordset("m", TRANSFER_TYPES, rows)}`;
}

const TRANSFER_TYPES = {
  id: "uuid",
  storeId: "uuid",
  walletId: "uuid",
  memberId: "uuid",
  type: "transfer_type",
  state: "transfer_state",
  units: "numeric",
  remaining: "numeric",
  comment: "text",
  externalTransferId: "text",
  relatedTransferId: "uuid",
  lockedUntil: "timestamptz",
  expiresAt: "timestamptz",
  causeCampaignId: "uuid",
  causeCustomerId: "uuid",
  causeTransactionId: "uuid",
  causeCustomEventId: "uuid",
  causeInternalEvent: "text",
  causePerformedAt: "timestamptz",
  createdBy: "text",
  registeredAt: "timestamptz",
  createdAt: "timestamptz",
};

/** By how much each wallet changes in all. Sums that none of the movements changes are left out. */
function sqlOfSums(moves: readonly Move[]): { sums: Prisma.Sql; change: Prisma.Sql } {
  const changed = SUMS.filter((sum) => moves.some(({ delta }) => delta[sum] !== undefined));
  const wallets = new Map<string, Record<Sum, Amount>>();
  for (const { delta, row } of moves) addDelta(wallets, row.walletId, delta);
  const rows = [...wallets].map(([id, sums]) => ({
    id,
    ...Object.fromEntries(changed.map((sum) => [sum, amountText(sums[sum])])),
  }));
  const types = { id: "uuid", ...Object.fromEntries(changed.map((sum) => [sum, "numeric"])) };
  const set = changed.map((sum) => Prisma.raw(`${sum} = w.${sum} + d.${sum}`));
  return {
    sums: Prisma.sql`SELECT * FROM ${recordset("one", types, rows)}`,
    change: Prisma.sql`
      UPDATE wallet w SET ${Prisma.join(set)} FROM sums d WHERE w.id = d.id AND w.id = ANY(ARRAY(SELECT id FROM sums))`,
  };
}

/** Adds to what a wallet has changed by so far. */
function addDelta(wallets: Map<string, Record<Sum, Amount>>, walletId: string, delta: Delta): void {
  const before = wallets.get(walletId);
  const sums = SUMS.map((sum) => [sum, plus(before?.[sum] ?? ZERO, delta[sum] ?? ZERO)] as const);
  wallets.set(walletId, Object.fromEntries(sums) as Record<Sum, Amount>);
}

/** Transfers that take each all that is left of one lot, in the order given. */
export async function writeExpiries(
  tx: Transaction,
  ctx: Context,
  expiries: readonly { wallet: Wallet; lotId: string; units: Amount }[],
): Promise<ToldTransfer[]> {
  const rows = expiries.map(({ wallet, lotId, units }) =>
    columnsOf(ctx, wallet, { type: "expired", units, cause: null, relatedTransferId: lotId, taken: [] }),
  );
  await tx.$executeRaw`
    WITH expiry AS MATERIALIZED (
      SELECT * FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ walletId }) => walletId)}::uuid[],
                           ${rows.map(({ memberId }) => memberId)}::uuid[],
                           ${rows.map(({ relatedTransferId }) => relatedTransferId)}::uuid[],
                           ${rows.map(({ units }) => units)}::numeric[]) AS e(id, wallet_id, member_id, lot_id, units)
    ), gone AS (
      UPDATE unit_transfer t SET remaining = 0 FROM expiry e WHERE t.id = e.lot_id
    ), written AS (
      INSERT INTO unit_transfer (id, store_id, wallet_id, member_id, type, units, related_transfer_id, created_by,
                                 registered_at, created_at)
      SELECT id, ${ctx.scope.storeId}::uuid, wallet_id, member_id, 'expired', units, lot_id, ${actorName(ctx)},
             ${new Date(ctx.services.now())}::timestamptz, ${new Date(ctx.services.now())}::timestamptz
        FROM expiry
    )
    INSERT INTO unit_use (transfer_id, lot_id, units) SELECT id, lot_id, units FROM expiry`;
  return rows;
}

function columnsOf(ctx: Context, wallet: Wallet, transfer: NewTransfer) {
  const now = new Date(ctx.services.now());
  const { cause, taken, isPending = false } = transfer;
  const isLot = taken === undefined;
  return {
    id: ctx.services.newId(),
    storeId: ctx.scope.storeId,
    walletId: wallet.id,
    memberId: wallet.memberId,
    type: transfer.type,
    state: isPending ? ("pending" as const) : ("active" as const),
    units: amountText(transfer.units),
    remaining: isLot && !isPending ? amountText(transfer.units) : "0",
    comment: transfer.comment ?? null,
    externalTransferId: transfer.externalTransferId ?? null,
    relatedTransferId: transfer.relatedTransferId ?? null,
    lockedUntil: transfer.lockedUntil ?? null,
    expiresAt: transfer.expiresAt ?? null,
    causeCampaignId: cause?.campaignId ?? null,
    causeCustomerId: cause?.customerId ?? null,
    causeTransactionId: cause?.transactionId ?? null,
    causeCustomEventId: cause?.customEventId ?? null,
    causeInternalEvent: cause?.internalEventName ?? null,
    causePerformedAt: cause?.performedAt ?? null,
    createdBy: actorName(ctx),
    registeredAt: transfer.registeredAt ?? now,
    createdAt: now,
  };
}

/** What a transfer took goes back to its lots, which may expire at once. */
export async function giveBackUnits(tx: Transaction, transferId: string): Promise<void> {
  await tx.$executeRaw`
    WITH back AS (DELETE FROM unit_use WHERE transfer_id = ${transferId}::uuid RETURNING lot_id, units)
    UPDATE unit_transfer t SET remaining = t.remaining + b.units FROM back b WHERE t.id = b.lot_id`;
}

/** What events tell of a transfer. */
export type ToldTransfer = Pick<
  TransferRow,
  | "id"
  | "type"
  | "state"
  | "comment"
  | "expiresAt"
  | "lockedUntil"
  | "relatedTransferId"
  | "createdAt"
  | CauseColumn
> & { units: Parameters<typeof amountOf>[0] };

export function announceTransfer(
  tx: Transaction,
  ctx: Context,
  member: MemberOutline,
  wallet: Wallet,
  row: ToldTransfer,
): void {
  announce(
    tx,
    ctx,
    "UnitsTransferWasAdded",
    {
      member: memberSnapshot(member),
      wallet: walletInEvent(wallet),
      createdAt: row.createdAt.toISOString(),
      units: amountNumber(amountOf(row.units)),
      type: row.type,
      pending: row.state === "pending",
      transferId: row.id,
      ...(row.comment === null ? {} : { comment: row.comment }),
      ...(row.expiresAt === null ? {} : { expiresAt: row.expiresAt.toISOString() }),
      ...(row.lockedUntil === null ? {} : { lockedUntil: row.lockedUntil.toISOString() }),
      // The reference knows related transfers of expired ones only.
      ...(row.type === "expired" && row.relatedTransferId !== null
        ? { relatedTransferId: row.relatedTransferId }
        : {}),
      actionCause: presentCause(causeOf(row)),
    },
    [member.id, row.id],
  );
}

/** @param wallet as it is after the change */
export function announceAvailable(
  tx: Transaction,
  ctx: Context,
  member: MemberOutline,
  wallet: Wallet,
  row: ToldTransfer,
  changeType: "add" | "subtract",
  units: Amount = amountOf(row.units),
): void {
  announce(
    tx,
    ctx,
    "AvailablePointsAmountChanged",
    {
      customer: memberSnapshot(member),
      accountId: wallet.id,
      amount: amountNumber(wallet.active),
      amountChange: amountNumber(units),
      amountChangeType: changeType,
      transferId: row.id,
      wallet: walletInEvent(wallet),
      actionCause: presentCause(causeOf(row)),
    },
    [member.id, row.id],
  );
}

function walletInEvent(wallet: Wallet) {
  return { walletId: wallet.id, walletType: presentWalletType(wallet.type) };
}
