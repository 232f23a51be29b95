import { type AccountContext, forbidden, isMaster, storesWith } from "#lib/auth/context.ts";
import { compileList, type ListQuery } from "#lib/http/core/list-columns.ts";
import type { Prisma } from "#lib/platform/db.ts";
import { AUDIT_COLUMNS } from "./core/list-columns.ts";
import { presentAuditEntry } from "./presenter.ts";
import type { AuditListDto } from "./schema.ts";

/** Beyond it the log is counted no further, and the total says that it is an estimate. */
const COUNTED_MAX = 5_000;

const INCLUDED = {
  store: { select: { id: true, code: true, currency: true, name: true, active: true } },
  apiKey: { select: { id: true, name: true } },
} as const;

/**
 * Of the stores in which the caller may see the audit log; what concerns the whole installation is for a master role.
 * @param storeId of this store only, and of what concerns the whole installation. Without a sort the newest first. Throws AppError "forbidden" when there is no such store.
 */
export async function listAuditEntries(
  account: AccountContext,
  query: ListQuery,
  storeId?: string,
): Promise<AuditListDto> {
  const { prisma } = account.services.db;
  const stores = storesWith(account, "AUDIT");
  if (!isMaster(account) && stores.length === 0) throw forbidden();
  const seen: Prisma.AuditEntryWhereInput = isMaster(account) ? {} : { storeId: { in: stores } };
  const all: Prisma.AuditEntryWhereInput =
    storeId === undefined ? seen : { AND: [seen, { OR: [{ storeId }, { storeId: null }] }] };
  const list = compileList<Prisma.AuditEntryWhereInput, Prisma.AuditEntryOrderByWithRelationInput>(
    AUDIT_COLUMNS,
    query,
  );
  const where = { AND: [all, ...list.where] };
  const counted = (which: Prisma.AuditEntryWhereInput) =>
    prisma.auditEntry.count({ where: which, take: COUNTED_MAX });
  const [rows, filtered, total] = await Promise.all([
    prisma.auditEntry.findMany({
      where,
      include: INCLUDED,
      orderBy: list.orderBy.length > 0 ? list.orderBy : [{ id: "desc" }],
      skip: list.skip,
      take: list.take,
    }),
    counted(where),
    list.where.length === 0 ? null : counted(all),
  ]);
  return {
    items: rows.map(presentAuditEntry),
    total: { all: total ?? filtered, filtered, estimated: filtered === COUNTED_MAX },
  };
}
