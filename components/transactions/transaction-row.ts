import { moneyWords } from "#components/programme/amount-words.ts";
import type { DocumentType } from "#lib/loyalty/transactions/constants.ts";
import type { TransactionDto } from "#lib/loyalty/transactions/schema.ts";

/** What the list shows of a transaction. */
export type TransactionRow = {
  id: string;
  documentNumber: string;
  type: DocumentType;
  value: string;
  /** Whom it is matched with. */
  member: { id: string; name: string | null } | null;
  /** What the till knows of a buyer who is nobody yet. */
  buyer: string | null;
  itemCount: number;
  place: string | null;
  purchasedAt: string;
};

export function toTransactionRow(
  transaction: TransactionDto,
  names: ReadonlyMap<string, string>,
): TransactionRow {
  const { header, customerId, customerData } = transaction;
  const { name, email, phone, loyaltyCardNumber } = customerData;
  return {
    id: transaction.transactionId,
    documentNumber: header.documentNumber,
    type: header.documentType,
    value: moneyWords(transaction.grossValue, transaction.currency),
    member: customerId === null ? null : { id: customerId, name: names.get(customerId) ?? null },
    buyer: name ?? email ?? phone ?? loyaltyCardNumber ?? null,
    itemCount: transaction.items.length,
    place: header.purchasePlace,
    purchasedAt: header.purchasedAt,
  };
}

export const DOCUMENT_TYPE_WORDS: Record<DocumentType, string> = { sell: "Purchase", return: "Return" };
