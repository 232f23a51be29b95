import { type Context, requirePermission } from "#lib/auth/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { compileList, type ListQuery } from "#lib/http/core/list-columns.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Prisma, Transaction } from "#lib/platform/db.ts";
import { type Amount, amountOf, ZERO } from "../core/amount.ts";
import { type Member, resolveMember } from "../members/data.ts";
import { TRANSFER_COLUMNS } from "./core/list-columns.ts";
import { presentTransfer, presentWallet } from "./presenter.ts";
import type { TransferDto, TransferListDto, WalletListDto } from "./schema.ts";

const WITH_TYPE = { wallet: { include: { walletType: true } } } as const;

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

/** Transfers of the store, a member's own ones for a member; without a sort the newest first. Throws AppError "forbidden". */
export async function listTransfers(ctx: Context, query: ListQuery): Promise<TransferListDto> {
  const { actor } = ctx;
  if (actor.kind !== "member") requirePermission(ctx, "POINT_TRANSFER", "VIEW");
  const { prisma } = ctx.services.db;
  const list = compileList<Prisma.UnitTransferWhereInput, Prisma.UnitTransferOrderByWithRelationInput>(
    TRANSFER_COLUMNS,
    query,
  );
  const all = {
    storeId: ctx.scope.storeId,
    ...(actor.kind === "member" ? { memberId: actor.memberId } : {}),
  };
  const where = { ...all, AND: list.where };
  const [rows, filtered, total] = await Promise.all([
    prisma.unitTransfer.findMany({
      where,
      include: WITH_TYPE,
      orderBy: list.orderBy.length > 0 ? list.orderBy : [{ id: "desc" }],
      skip: list.skip,
      take: list.take,
    }),
    prisma.unitTransfer.count({ where }),
    list.where.length === 0 ? null : prisma.unitTransfer.count({ where: all }),
  ]);
  return { items: rows.map(presentTransfer), total: { all: total ?? filtered, filtered, estimated: false } };
}

/** Throws AppError "not_found", "forbidden". */
export async function getTransfer(ctx: Context, transferId: string): Promise<TransferDto> {
  requirePermission(ctx, "POINT_TRANSFER", "VIEW");
  if (!isUuid(transferId)) throw notFound();
  const row = await ctx.services.db.prisma.unitTransfer.findFirst({
    where: { id: transferId, storeId: ctx.scope.storeId },
    include: WITH_TYPE,
  });
  if (row === null) throw notFound();
  return presentTransfer(row);
}

/** A member's wallets: those that have ever held something. Throws AppError "not_found", "forbidden". */
export async function listWallets(ctx: Context, reference: string): Promise<WalletListDto> {
  if (ctx.actor.kind !== "member") requirePermission(ctx, "WALLET", "VIEW");
  const { id } = await resolveMember(ctx, reference);
  const rows = await ctx.services.db.prisma.wallet.findMany({
    where: { memberId: id },
    include: { walletType: true },
    orderBy: { id: "asc" },
  });
  const { length } = rows;
  return { items: rows.map(presentWallet), total: { all: length, filtered: length, estimated: false } };
}
