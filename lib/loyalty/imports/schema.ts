import { z } from "zod";
import { filledText, ListTotal } from "../core/fields.ts";
import { IMPORT_BYTES_MAX, IMPORT_ITEM_STATUSES, IMPORT_STATUSES, IMPORT_TYPES } from "./constants.ts";

export const NewImport = z.strictObject({
  type: z.enum(IMPORT_TYPES),
  fileName: filledText,
  /** The file: CSV in UTF-8 with a heading. */
  file: z
    .instanceof(Uint8Array)
    .refine(
      ({ length }) => length <= IMPORT_BYTES_MAX,
      `The file should have ${IMPORT_BYTES_MAX} bytes (8 MiB) or less.`,
    ),
});
export type NewImport = z.infer<typeof NewImport>;

export const ImportIdDto = z.object({ importId: z.uuid() });

export const ImportDto = z.object({
  importId: z.uuid(),
  type: z.enum(IMPORT_TYPES),
  fileName: z.string(),
  uploadedDate: z.string(),
  /** "failed": every line was rejected. "cancelled": lines that waited were withdrawn. */
  status: z.enum(IMPORT_STATUSES),
  /** Lines, or transactions of several lines. */
  itemsToImport: z.int(),
  itemsSucceeded: z.int(),
  itemsRejected: z.int(),
  createdBy: z.string(),
  completedAt: z.string().nullable(),
});
export type ImportDto = z.infer<typeof ImportDto>;

export const ImportListDto = z.object({ items: z.array(ImportDto), total: ListTotal });
export type ImportListDto = z.infer<typeof ImportListDto>;

export const ImportItemDto = z.object({
  importId: z.uuid(),
  /** Where it begins in the file. */
  line: z.int(),
  status: z.enum(IMPORT_ITEM_STATUSES),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** Why it was rejected. */
  message: z.string().optional(),
  /** What came of it: the member, the transfer, the transaction. */
  entity: z.object({ id: z.uuid() }).optional(),
  lines: z.array(z.object({ line: z.int(), fields: z.record(z.string(), z.string()) })),
});
export type ImportItemDto = z.infer<typeof ImportItemDto>;

export const ImportItemListDto = z.object({ items: z.array(ImportItemDto), total: ListTotal });
export type ImportItemListDto = z.infer<typeof ImportItemListDto>;
