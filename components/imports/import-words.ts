import type { Tone } from "#components/ui/tones.ts";
import type { IMPORT_ITEM_STATUSES, IMPORT_STATUSES, ImportType } from "#lib/loyalty/imports/constants.ts";
import type { ImportDto } from "#lib/loyalty/imports/schema.ts";

export const IMPORT_TYPE_WORDS: Record<ImportType, string> = {
  member: "Members",
  unitTransferAdding: "Units to add",
  unitTransferSpending: "Units to deduct",
  transaction: "Transactions",
  transactionMatch: "Matches of transactions",
};

type Status = (typeof IMPORT_STATUSES)[number];

export const IMPORT_STATUS_WORDS: Record<Status, { label: string; tone: Tone }> = {
  queued: { label: "Waiting", tone: "neutral" },
  inprogress: { label: "Running", tone: "accent" },
  succeed: { label: "Done", tone: "success" },
  failed: { label: "All rejected", tone: "danger" },
  cancelled: { label: "Cancelled", tone: "neutral" },
};

type ItemStatus = (typeof IMPORT_ITEM_STATUSES)[number];

export const ITEM_STATUS_WORDS: Record<ItemStatus, { label: string; tone: Tone }> = {
  queued: { label: "Waiting", tone: "neutral" },
  succeed: { label: "Done", tone: "success" },
  error: { label: "Rejected", tone: "danger" },
  cancelled: { label: "Cancelled", tone: "neutral" },
};

type Progress = Pick<ImportDto, "status" | "itemsToImport" | "itemsSucceeded" | "itemsRejected">;

/** "120 of 400 done, 3 rejected", and what a cancelled one left out. */
export function progressWords({ status, itemsToImport, itemsSucceeded, itemsRejected }: Progress): string {
  const count = (items: number) => items.toLocaleString("en");
  return [
    `${count(itemsSucceeded)} of ${count(itemsToImport)} done`,
    ...(itemsRejected === 0 ? [] : [`${count(itemsRejected)} rejected`]),
    ...(status === "cancelled" ? [`${count(itemsToImport - itemsSucceeded - itemsRejected)} cancelled`] : []),
  ].join(", ");
}

/** From 0 to 1: what was looked at, taken in or not. */
export function progressOf({ itemsToImport, itemsSucceeded, itemsRejected }: Progress): number {
  return itemsToImport === 0 ? 1 : (itemsSucceeded + itemsRejected) / itemsToImport;
}

export function isOpen(status: Status): boolean {
  return status === "queued" || status === "inprogress";
}
