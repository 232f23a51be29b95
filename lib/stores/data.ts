import { type AccountContext, type Context, isMaster, storesWith } from "#lib/auth/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { compileList, type ListQuery } from "#lib/http/core/list-columns.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Prisma } from "#lib/platform/db.ts";
import { STORE_COLUMNS } from "./core/list-columns.ts";
import { presentStore } from "./presenter.ts";
import type { StoreDto, StoreListDto } from "./schema.ts";

/** The stores in which the caller has a permission, active or not; without a sort the newest first. */
export async function listStores(account: AccountContext, query: ListQuery): Promise<StoreListDto> {
  const { prisma } = account.services.db;
  const list = compileList<Prisma.StoreWhereInput, Prisma.StoreOrderByWithRelationInput>(
    STORE_COLUMNS,
    query,
  );
  const all = visible(account);
  const where = { AND: [all, ...list.where] };
  const [rows, filtered, total] = await Promise.all([
    prisma.store.findMany({
      where,
      orderBy: list.orderBy.length > 0 ? list.orderBy : [{ id: "desc" }],
      skip: list.skip,
      take: list.take,
    }),
    prisma.store.count({ where }),
    list.where.length === 0 ? null : prisma.store.count({ where: all }),
  ]);
  return { items: rows.map(presentStore), total: { all: total ?? filtered, filtered, estimated: false } };
}

/** Throws AppError "not_found", also for a store in which the caller has no permission. */
export async function getStore(account: AccountContext, storeId: string): Promise<StoreDto> {
  if (!isUuid(storeId)) throw notFound();
  const row = await account.services.db.prisma.store.findFirst({
    where: { AND: [{ id: storeId }, visible(account)] },
  });
  if (row === null) throw notFound();
  return presentStore(row);
}

function visible(account: AccountContext): Prisma.StoreWhereInput {
  return isMaster(account) ? {} : { id: { in: storesWith(account) } };
}

/** Of the store that the context is in: the code of its currency. */
export async function getCurrency({ services, scope }: Context): Promise<string> {
  const row = await services.db.prisma.store.findUniqueOrThrow({
    where: { id: scope.storeId },
    select: { currency: true },
  });
  return row.currency;
}
