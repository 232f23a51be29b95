/** What a file can hold. The reference's words; "transactionMatch" is this product's own. */
export const IMPORT_TYPES = [
  "member",
  "unitTransferAdding",
  "unitTransferSpending",
  "transaction",
  "transactionMatch",
] as const;
export type ImportType = (typeof IMPORT_TYPES)[number];

export const IMPORT_STATUSES = ["queued", "inprogress", "succeed", "failed", "cancelled"] as const;
export const IMPORT_ITEM_STATUSES = ["queued", "succeed", "error", "cancelled"] as const;

export const IMPORT_BYTES_MAX = 8 * 1024 * 1024;
export const IMPORT_LINES_MAX = 50_000;
