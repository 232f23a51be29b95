import { type Context, requirePermission } from "#lib/auth/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { readPage } from "#lib/http/list-page.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Prisma } from "#lib/platform/db.ts";
import { TRANSACTION_COLUMNS } from "./core/list-columns.ts";
import { presentTransaction, WITH_ITEMS } from "./presenter.ts";
import type { TransactionDto, TransactionListDto } from "./schema.ts";

/** The store's transactions; without a sort the newest first. Throws AppError "forbidden". */
export async function listTransactions(ctx: Context, query: ListQuery): Promise<TransactionListDto> {
  requirePermission(ctx, "TRANSACTION", "VIEW");
  const { prisma } = ctx.services.db;
  const [{ rows, total }, currency] = await Promise.all([
    readPage(TRANSACTION_COLUMNS, query, {
      all: { storeId: ctx.scope.storeId } as Prisma.LoyaltyTransactionWhereInput,
      orderBy: [{ id: "desc" }] as Prisma.LoyaltyTransactionOrderByWithRelationInput[],
      find: (page) => prisma.loyaltyTransaction.findMany({ ...page, include: WITH_ITEMS }),
      count: (where) => prisma.loyaltyTransaction.count({ where }),
    }),
    currencyOf(ctx),
  ]);
  return {
    items: rows.map((row) => presentTransaction(row, currency)),
    total,
  };
}

/** Throws AppError "not_found", "forbidden". */
export async function getTransaction(ctx: Context, transactionId: string): Promise<TransactionDto> {
  requirePermission(ctx, "TRANSACTION", "VIEW");
  if (!isUuid(transactionId)) throw notFound();
  const row = await ctx.services.db.prisma.loyaltyTransaction.findFirst({
    where: { id: transactionId, storeId: ctx.scope.storeId },
    include: WITH_ITEMS,
  });
  if (row === null) throw notFound();
  return presentTransaction(row, await currencyOf(ctx));
}

async function currencyOf(ctx: Context): Promise<string> {
  const { storeId } = ctx.scope;
  return (await ctx.services.db.prisma.store.findUniqueOrThrow({ where: { id: storeId } })).currency;
}
