import "server-only";
import { cache } from "react";
import { loadInStore } from "#lib/auth/loaders.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { getTransaction, listTransactions } from "./data.ts";
import type { TransactionDto, TransactionListDto } from "./schema.ts";

/** Each throws AppError "forbidden". */

export function loadTransactions(query: ListQuery): Promise<TransactionListDto> {
  return loadInStore((ctx) => listTransactions(ctx, query));
}

/** An unknown one is the not-found page. */
export const loadTransaction = cache(
  (transactionId: string): Promise<TransactionDto> =>
    loadInStore((ctx) => getTransaction(ctx, transactionId)),
);
