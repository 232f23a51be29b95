import type { Prisma } from "#lib/platform/db.ts";
import type { ImportType } from "./constants.ts";
import type { ImportLine } from "./core/lines.ts";
import type { ImportDto, ImportItemDto } from "./schema.ts";

export type ImportRow = Prisma.ImportGetPayload<object>;
export type ImportItemRow = Prisma.ImportItemGetPayload<object>;

export function presentImport(row: ImportRow): ImportDto {
  return {
    importId: row.id,
    type: typeOf(row),
    fileName: row.fileName,
    uploadedDate: row.createdAt.toISOString(),
    status: row.state,
    itemsToImport: row.total,
    itemsSucceeded: row.succeeded,
    itemsRejected: row.rejected,
    createdBy: row.createdBy,
    completedAt: row.completedAt?.toISOString() ?? null,
  };
}

export function presentImportItem(row: ImportItemRow, createdAt: Date): ImportItemDto {
  return {
    importId: row.importId,
    line: row.line,
    status: row.state,
    createdAt: createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    ...(row.message === null ? {} : { message: row.message }),
    ...(row.entityId === null ? {} : { entity: { id: row.entityId } }),
    lines: linesOf(row),
  };
}

/** Written by `createImport` only, which knows no others. */
export function typeOf(row: Pick<ImportRow, "type">): ImportType {
  return row.type as ImportType;
}

/** As `createImport` wrote them. */
export function linesOf(row: Pick<ImportItemRow, "fields">): [ImportLine, ...ImportLine[]] {
  return row.fields as [ImportLine, ...ImportLine[]];
}
