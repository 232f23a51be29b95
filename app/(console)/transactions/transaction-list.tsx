import { toTransactionRow } from "#components/transactions/transaction-row.ts";
import { TransactionTable } from "#components/transactions/transaction-table.tsx";
import { loadMemberNames } from "#lib/loyalty/members/loaders.ts";
import type { TransactionListDto } from "#lib/loyalty/transactions/schema.ts";

type TransactionListProps = { list: TransactionListDto; newHref: string | null; isOfMember?: boolean };

/** Transactions with the names of their members. */
export async function TransactionList({ list: { items, total }, newHref, isOfMember }: TransactionListProps) {
  const names = await loadMemberNames(isOfMember ? [] : items.map(({ customerId }) => customerId));
  return (
    <TransactionTable
      rows={items.map((item) => toTransactionRow(item, names))}
      total={total}
      newHref={newHref}
      isOfMember={isOfMember}
    />
  );
}
