import "server-only";
import { cache } from "react";
import { loadInStore } from "#lib/auth/loaders.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { getImport, listImportItems, listImports } from "./data.ts";
import type { ImportDto, ImportItemListDto, ImportListDto } from "./schema.ts";

/** Each throws AppError "forbidden". */

export function loadImports(query: ListQuery): Promise<ImportListDto> {
  return loadInStore((ctx) => listImports(ctx, query));
}

/** An unknown one is the not-found page. */
export const loadImport = cache(
  (importId: string): Promise<ImportDto> => loadInStore((ctx) => getImport(ctx, importId)),
);

export function loadImportItems(importId: string, query: ListQuery): Promise<ImportItemListDto> {
  return loadInStore((ctx) => listImportItems(ctx, importId, query));
}
