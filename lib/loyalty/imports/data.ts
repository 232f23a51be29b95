import { type Context, requirePermission } from "#lib/auth/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { readPage } from "#lib/http/list-page.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Prisma } from "#lib/platform/db.ts";
import { IMPORT_ITEM_COLUMNS, IMPORT_LIST_COLUMNS } from "./core/list-columns.ts";
import { type ImportRow, presentImport, presentImportItem } from "./presenter.ts";
import type { ImportDto, ImportItemListDto, ImportListDto } from "./schema.ts";

/** The store's imports with their progress; without a sort the newest first. Throws AppError "forbidden". */
export async function listImports(ctx: Context, query: ListQuery): Promise<ImportListDto> {
  requirePermission(ctx, "IMPORT", "VIEW");
  const { prisma } = ctx.services.db;
  const { rows, total } = await readPage(IMPORT_LIST_COLUMNS, query, {
    all: { storeId: ctx.scope.storeId } as Prisma.ImportWhereInput,
    orderBy: [{ id: "desc" }] as Prisma.ImportOrderByWithRelationInput[],
    find: (page) => prisma.import.findMany(page),
    count: (where) => prisma.import.count({ where }),
  });
  return { items: rows.map(presentImport), total };
}

/** How far an import is. Throws AppError "not_found", "forbidden". */
export async function getImport(ctx: Context, importId: string): Promise<ImportDto> {
  return presentImport(await findImport(ctx, importId));
}

/**
 * What the file of an import asks for, with what became of each; without a sort as in the file. Those with the status
 * "error" are the report of rejected lines. Throws AppError "not_found", "forbidden".
 */
export async function listImportItems(
  ctx: Context,
  importId: string,
  query: ListQuery,
): Promise<ImportItemListDto> {
  const { id, createdAt } = await findImport(ctx, importId);
  const { prisma } = ctx.services.db;
  const { rows, total } = await readPage(IMPORT_ITEM_COLUMNS, query, {
    all: { importId: id } as Prisma.ImportItemWhereInput,
    orderBy: [{ line: "asc" }] as Prisma.ImportItemOrderByWithRelationInput[],
    find: (page) => prisma.importItem.findMany(page),
    count: (where) => prisma.importItem.count({ where }),
  });
  return { items: rows.map((row) => presentImportItem(row, createdAt)), total };
}

async function findImport(ctx: Context, importId: string): Promise<ImportRow> {
  requirePermission(ctx, "IMPORT", "VIEW");
  if (!isUuid(importId)) throw notFound();
  const row = await ctx.services.db.prisma.import.findFirst({
    where: { id: importId, storeId: ctx.scope.storeId },
  });
  if (row === null) throw notFound();
  return row;
}
