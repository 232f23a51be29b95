import { type Context, requirePermission } from "#lib/auth/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { readPage } from "#lib/http/list-page.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";
import { recordset, uuids } from "#lib/platform/sql-rows.ts";
import { queryGathered } from "#lib/platform/transaction.ts";
import { type Amount, amountOf, ZERO } from "../core/amount.ts";
import { type Member, resolveMember } from "../members/data.ts";
import { TRANSFER_COLUMNS, WALLET_COLUMNS } from "./core/list-columns.ts";
import { presentTransfer, presentWallet } from "./presenter.ts";
import type { TransferDto, TransferListDto, WalletDto, WalletListDto } from "./schema.ts";

const WITH_TYPE = { wallet: { include: { walletType: true } } } as const;

export type Balance = { active: Amount; earned: Amount };

/** Of the default wallet, or of the one whose type has this code; zero where there is none yet. */
export async function getBalance(
  tx: Transaction,
  ctx: Context,
  member: Member,
  walletTypeCode?: string,
): Promise<Balance> {
  const balances = await getBalances(tx, ctx, [member], walletTypeCode);
  return balances.get(member.id) ?? { active: ZERO, earned: ZERO };
}

/** The same of many members, by their ids; who has no such wallet is left out. */
export async function getBalances(
  tx: Transaction,
  ctx: Context,
  members: readonly Pick<Member, "id">[],
  walletTypeCode?: string,
): Promise<Map<string, Balance>> {
  const { storeId } = ctx.scope;
  const sqlOf = (asked: readonly (readonly Pick<Member, "id">[])[]) => Prisma.sql`
    SELECT w.member_id AS "memberId", w.active::text AS active, w.earned::text AS earned
      FROM wallet w JOIN wallet_type t ON t.id = w.wallet_type_id
     WHERE w.member_id = ANY(${uuids(asked.flat().map(({ id }) => id))}::uuid[])
       AND t.store_id = ${storeId}::uuid AND ${isType(walletTypeCode)}`;
  const key = `balances:${storeId}:${walletTypeCode ?? ""}`;
  const { rows } = await queryGathered<{ memberId: string; active: string; earned: string }, typeof members>(
    tx,
    { key, sqlOf },
    members,
  );
  return new Map(
    rows.map(({ memberId, active, earned }) => [
      memberId,
      { active: amountOf(active), earned: amountOf(earned) },
    ]),
  );
}

/** Units that became active since a time (null: ever) and were not cancelled, by the member's id. */
export async function getEarnedSince(
  tx: Transaction,
  ctx: Context,
  members: readonly { id: string; since: Date | null }[],
  walletTypeCode?: string,
): Promise<Map<string, Amount>> {
  const { storeId } = ctx.scope;
  const sqlOf = (asked: readonly (typeof members)[]) => {
    const rows = asked.flat().map(({ id, since }) => ({ id, since: since ?? new Date(0) }));
    return Prisma.sql`
      WITH asked AS MATERIALIZED (SELECT * FROM ${recordset("one", { id: "uuid", since: "timestamptz" }, rows)})
      SELECT m.id AS "memberId", sum(u.units)::text AS units
        FROM asked m
        JOIN unit_transfer u ON u.member_id = m.id AND u.type = 'adding' AND u.state = 'active'
                            AND coalesce(u.unlocked_at, u.created_at) >= m.since
        JOIN wallet w ON w.id = u.wallet_id JOIN wallet_type t ON t.id = w.wallet_type_id
       WHERE t.store_id = ${storeId}::uuid AND ${isType(walletTypeCode)} AND u.member_id = ANY(ARRAY(SELECT id FROM asked))
       GROUP BY m.id`;
  };
  const key = `earnedSince:${storeId}:${walletTypeCode ?? ""}`;
  const { rows } = await queryGathered<{ memberId: string; units: string }, typeof members>(
    tx,
    { key, sqlOf },
    members,
  );
  return new Map(rows.map(({ memberId, units }) => [memberId, amountOf(units)]));
}

/** Units of a member's default wallet that expire before a time, by day in UTC, the first one first. */
export async function getExpiring(
  tx: Transaction,
  ctx: Context,
  member: Pick<Member, "id">,
  before: Date,
): Promise<{ day: string; units: Amount }[]> {
  const rows = await tx.$queryRaw<{ day: string; units: string }[]>`
    SELECT to_char(u.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, sum(u.remaining)::text AS units
      FROM wallet w JOIN wallet_type t ON t.id = w.wallet_type_id
      JOIN unit_transfer u ON u.wallet_id = w.id AND u.remaining > 0 AND u.expires_at < ${before}::timestamptz
     WHERE w.member_id = ${member.id}::uuid AND t.store_id = ${ctx.scope.storeId}::uuid AND t.is_default
     GROUP BY day ORDER BY day`;
  return rows.map(({ day, units }) => ({ day, units: amountOf(units) }));
}

/** Of the table "t". */
function isType(walletTypeCode: string | undefined): Prisma.Sql {
  return walletTypeCode === undefined ? Prisma.sql`t.is_default` : Prisma.sql`t.code = ${walletTypeCode}`;
}

/** Transfers of the store, a member's own ones for a member; without a sort the newest first. Throws AppError "forbidden". */
export async function listTransfers(ctx: Context, query: ListQuery): Promise<TransferListDto> {
  const { actor } = ctx;
  if (actor.kind !== "member") requirePermission(ctx, "POINT_TRANSFER", "VIEW");
  const { prisma } = ctx.services.db;
  const { rows, total } = await readPage(TRANSFER_COLUMNS, query, {
    all: {
      storeId: ctx.scope.storeId,
      ...(actor.kind === "member" ? { memberId: actor.memberId } : {}),
    } as Prisma.UnitTransferWhereInput,
    orderBy: [{ id: "desc" }] as Prisma.UnitTransferOrderByWithRelationInput[],
    find: (page) => prisma.unitTransfer.findMany({ ...page, include: WITH_TYPE }),
    count: (where) => prisma.unitTransfer.count({ where }),
  });
  return { items: rows.map(presentTransfer), total };
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

/** A member's wallets: those that have ever held something; without a sort the oldest first. Throws AppError "not_found", "forbidden". */
export async function listWallets(ctx: Context, reference: string, query: ListQuery): Promise<WalletListDto> {
  if (ctx.actor.kind !== "member") requirePermission(ctx, "WALLET", "VIEW");
  const { id } = await resolveMember(ctx, reference);
  const { prisma } = ctx.services.db;
  const { rows, total } = await readPage(WALLET_COLUMNS, query, {
    all: { memberId: id } as Prisma.WalletWhereInput,
    orderBy: [{ id: "asc" }] as Prisma.WalletOrderByWithRelationInput[],
    find: (page) => prisma.wallet.findMany({ ...page, include: { walletType: true } }),
    count: (where) => prisma.wallet.count({ where }),
  });
  return { items: rows.map(presentWallet), total };
}

/** Throws AppError "not_found", "forbidden". */
export async function getWallet(ctx: Context, walletId: string): Promise<WalletDto> {
  requirePermission(ctx, "WALLET", "VIEW");
  if (!isUuid(walletId)) throw notFound();
  const row = await ctx.services.db.prisma.wallet.findFirst({
    where: { id: walletId, storeId: ctx.scope.storeId },
    include: { walletType: true },
  });
  if (row === null) throw notFound();
  return presentWallet(row);
}
