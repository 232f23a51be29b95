import type { Context } from "#lib/auth/context.ts";
import { validationFailed } from "#lib/errors/app-error.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";
import { selectList } from "#lib/platform/select-list.ts";
import { recordset, uuids } from "#lib/platform/sql-rows.ts";
import { executeGathered, type Gathering, queryGathered } from "#lib/platform/transaction.ts";
import { oncePerAction, rememberInAction } from "../action.ts";
import { type Amount, amountOf } from "../core/amount.ts";
import type { LockedMember } from "../members/data.ts";
import { ensureDefaultWalletType } from "./default-wallet-type.ts";
import type { WalletTypeRow } from "./presenter.ts";

/** Wallets as an action finds them, and opens them. Whoever asks for one holds the member's row (`lockMember`). */

export type Wallet = { id: string; memberId: string; active: Amount; type: WalletTypeRow };

/** The member's wallet of this type is read along with it. Throws AppError "validation_failed" for an unknown code. */
async function walletTypeOf(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  code?: string,
): Promise<WalletTypeRow> {
  const type = await readWalletType(tx, ctx, member, code);
  if (type === null) throw walletRefused(`There is no wallet type "${(code ?? "").slice(0, 100)}".`);
  if (!type.isActive) throw walletRefused(`The wallet type "${type.code}" is not active.`);
  return type;
}

/** Null when the store has no such type. The member's wallet of the type, or that there is none, is known then. */
function readWalletType(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  code?: string,
): Promise<WalletTypeRow | null> {
  return oncePerAction(tx, walletTypeKey(code), async () => {
    const found =
      (await readTypeAndWallet(tx, ctx, member, code)) ?? (await makeDefaultAndRead(tx, ctx, member, code));
    if (found === null) return null;
    const wallet = found.wallet === null ? null : toWallet(member, found.type, found.wallet);
    rememberInAction(tx, walletKey(member.id, found.type.id), wallet);
    return found.type;
  });
}

/** What `walletOf` reads. */
export async function readWalletAhead(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  code?: string,
): Promise<void> {
  await readWalletType(tx, ctx, member, code);
}

type WalletRow = { id: string; active: Parameters<typeof amountOf>[0] };

const TYPE_COLUMNS = selectList("t", Prisma.WalletTypeScalarFieldEnum);

async function readTypeAndWallet(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  code?: string,
): Promise<{ type: WalletTypeRow; wallet: WalletRow | null } | null> {
  const { storeId } = ctx.scope;
  const isAsked = code === undefined ? Prisma.sql`t.is_default` : Prisma.sql`t.code = ${code}`;
  const sqlOf = (memberIds: readonly string[]) => Prisma.sql`
    SELECT ${TYPE_COLUMNS}, (SELECT json_object_agg(w.member_id, json_build_object('id', w.id, 'active', w.active::text))
                               FROM wallet w
                              WHERE w.member_id = ANY(${uuids(memberIds)}::uuid[]) AND w.wallet_type_id = t.id)
                            AS wallets
      FROM wallet_type t WHERE t.store_id = ${storeId}::uuid AND ${isAsked} LIMIT 1`;
  const { rows } = await queryGathered<
    WalletTypeRow & { wallets: Record<string, { id: string; active: string }> | null },
    string
  >(tx, { key: `wallets:${storeId}:${code ?? ""}`, sqlOf }, member.id);
  const [row] = rows;
  if (row === undefined) return null;
  const { wallets, ...type } = row;
  return { type, wallet: wallets?.[member.id] ?? null };
}

/** A store that a process of an earlier release has made since the migration has no default type yet. */
async function makeDefaultAndRead(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  code?: string,
): ReturnType<typeof readTypeAndWallet> {
  await ensureDefaultWalletType(tx, ctx.services, ctx.scope.storeId);
  return readTypeAndWallet(tx, ctx, member, code);
}

/** All of the store, by their ids. */
export async function walletTypesOf(tx: Transaction, ctx: Context): Promise<Map<string, WalletTypeRow>> {
  return oncePerAction(tx, "walletTypes", async () => {
    const rows = await tx.walletType.findMany({ where: { storeId: ctx.scope.storeId } });
    return new Map(rows.map((row) => [row.id, row]));
  });
}

/** A member's wallet as it is now. Nobody but the action that holds the member changes it. */
export async function walletOf(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  walletTypeCode?: string,
): Promise<Wallet> {
  const type = await walletTypeOf(tx, ctx, member, walletTypeCode);
  const key = walletKey(member.id, type.id);
  const known = await oncePerAction(tx, key, () => readWallet(tx, member, type));
  if (known !== null) return known;
  const wallet = await openWallet(tx, ctx, member, type);
  rememberInAction(tx, key, wallet);
  return wallet;
}

async function readWallet(
  tx: Transaction,
  member: LockedMember,
  type: WalletTypeRow,
): Promise<Wallet | null> {
  const key = { memberId: member.id, walletTypeId: type.id };
  const row = await tx.wallet.findUnique({ where: { memberId_walletTypeId: key } });
  return row === null ? null : toWallet(member, type, row);
}

/** There is none, and nobody else opens one: the member's row is held. */
async function openWallet(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  type: WalletTypeRow,
): Promise<Wallet> {
  const id = ctx.services.newId();
  const opened = {
    id,
    storeId: ctx.scope.storeId,
    memberId: member.id,
    typeId: type.id,
    now: new Date(ctx.services.now()),
  };
  await executeGathered(tx, OPENING, opened);
  return toWallet(member, type, { id, active: "0" });
}

type Opened = { id: string; storeId: string; memberId: string; typeId: string; now: Date };

const WALLET_TYPES = { id: "uuid", storeId: "uuid", memberId: "uuid", typeId: "uuid", now: "timestamptz" };

const OPENING: Gathering<Opened> = {
  key: "openWallets",
  sqlOf: (opened) => Prisma.sql`
    INSERT INTO wallet (id, store_id, member_id, wallet_type_id, created_at)
    SELECT id, "storeId", "memberId", "typeId", now FROM ${recordset("w", WALLET_TYPES, opened)}`,
};

function toWallet(member: LockedMember, type: WalletTypeRow, { id, active }: WalletRow): Wallet {
  return { id, memberId: member.id, active: amountOf(active), type };
}

function walletTypeKey(code: string | undefined): string {
  return `walletType:${code ?? ""}`;
}

function walletKey(memberId: string, walletTypeId: string): string {
  return `wallet:${memberId}:${walletTypeId}`;
}

/** What wallets are from now on, in this action. */
export function rememberWallets(tx: Transaction, after: readonly Wallet[]): void {
  for (const wallet of after) rememberInAction(tx, walletKey(wallet.memberId, wallet.type.id), wallet);
}

function walletRefused(message: string): Error {
  return validationFailed([{ path: "walletCode", message, code: "wallet" }]);
}
