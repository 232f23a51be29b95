import { type AccountContext, isMaster } from "#lib/auth/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { compileList, type ListQuery } from "#lib/http/core/list-columns.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Prisma } from "#lib/platform/db.ts";
import { API_KEY_COLUMNS } from "./core/list-columns.ts";
import { presentApiKey } from "./presenter.ts";
import type { ApiKeyListDto } from "./schema.ts";

const INCLUDED = {
  administrator: { select: { username: true } },
  store: { select: { code: true } },
} as const;

/**
 * The keys of an administrator that are not revoked; without a sort the newest first. Throws AppError "not_found" for
 * somebody else's, unless the caller runs the installation.
 */
export async function listApiKeys(
  account: AccountContext,
  administratorId: string,
  query: ListQuery,
): Promise<ApiKeyListDto> {
  await requireKeysOf(account, administratorId);
  return readKeys(account, { administratorId, revokedAt: null }, query);
}

/** The keys that the caller may revoke: the own ones, or everybody's for who runs the installation. */
export function listManagedApiKeys(account: AccountContext, query: ListQuery): Promise<ApiKeyListDto> {
  const owned = isMaster(account) ? {} : { administratorId: account.administrator.id };
  return readKeys(account, { ...owned, revokedAt: null }, query);
}

/** Throws AppError "not_found" unless the caller may look after the keys of this administrator. */
export async function requireKeysOf(account: AccountContext, administratorId: string): Promise<void> {
  if (administratorId === account.administrator.id) return;
  if (!isMaster(account) || !isUuid(administratorId)) throw notFound();
  const { prisma } = account.services.db;
  if ((await prisma.administrator.count({ where: { id: administratorId } })) === 0) throw notFound();
}

async function readKeys(
  account: AccountContext,
  all: Prisma.ApiKeyWhereInput,
  query: ListQuery,
): Promise<ApiKeyListDto> {
  const { prisma } = account.services.db;
  const list = compileList<Prisma.ApiKeyWhereInput, Prisma.ApiKeyOrderByWithRelationInput>(
    API_KEY_COLUMNS,
    query,
  );
  const where = { ...all, AND: list.where };
  const [rows, filtered, total] = await Promise.all([
    prisma.apiKey.findMany({
      where,
      include: INCLUDED,
      orderBy: list.orderBy.length > 0 ? list.orderBy : [{ id: "desc" }],
      skip: list.skip,
      take: list.take,
    }),
    prisma.apiKey.count({ where }),
    list.where.length === 0 ? null : prisma.apiKey.count({ where: all }),
  ]);
  return { items: rows.map(presentApiKey), total: { all: total ?? filtered, filtered, estimated: false } };
}
