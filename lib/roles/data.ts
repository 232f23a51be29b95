import { type AccountContext, forbidden, isMaster, storesWith } from "#lib/auth/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { compileList, type ListQuery } from "#lib/http/core/list-columns.ts";
import type { Prisma } from "#lib/platform/db.ts";
import { ROLE_COLUMNS } from "./core/list-columns.ts";
import { presentRole } from "./presenter.ts";
import type { RoleDto, RoleListDto } from "./schema.ts";

const INCLUDED = {
  permissions: { orderBy: [{ resource: "asc" as const }, { access: "asc" as const }] },
  stores: { select: { store: { select: { code: true } } }, orderBy: { storeId: "asc" as const } },
  _count: { select: { administrators: true } },
};

/**
 * Roles that reach no further than the stores in which the caller may see roles; all of them for a master role.
 * Without a sort the newest first. Throws AppError "forbidden" when there is no such store.
 */
export async function listRoles(account: AccountContext, query: ListQuery): Promise<RoleListDto> {
  const { prisma } = account.services.db;
  const list = compileList<Prisma.RoleWhereInput, Prisma.RoleOrderByWithRelationInput>(ROLE_COLUMNS, query);
  const all = visible(account);
  const where = { AND: [all, ...list.where] };
  const [rows, filtered, total] = await Promise.all([
    prisma.role.findMany({
      where,
      include: INCLUDED,
      orderBy: list.orderBy.length > 0 ? list.orderBy : [{ id: "desc" }],
      skip: list.skip,
      take: list.take,
    }),
    prisma.role.count({ where }),
    list.where.length === 0 ? null : prisma.role.count({ where: all }),
  ]);
  return { items: rows.map(presentRole), total: { all: total ?? filtered, filtered, estimated: false } };
}

/** Throws AppError "forbidden" and "not_found". @param roleId the text of the path */
export async function getRole(account: AccountContext, roleId: string): Promise<RoleDto> {
  const where = { AND: [visible(account), { id: roleIdOf(roleId) }] };
  const row = await account.services.db.prisma.role.findFirst({ where, include: INCLUDED });
  if (row === null) throw notFound();
  return presentRole(row);
}

/** Throws AppError "not_found" for what can be no id of a role. */
export function roleIdOf(text: string): number {
  const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : Number.NaN;
  if (id < 2 ** 31) return id;
  throw notFound();
}

function visible(account: AccountContext): Prisma.RoleWhereInput {
  if (isMaster(account)) return {};
  const stores = storesWith(account, "ACL");
  if (stores.length === 0) throw forbidden();
  return { isMaster: false, stores: { some: {}, every: { storeId: { in: stores } } } };
}
