import "server-only";
import { loadInStore } from "#lib/auth/loaders.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { listTransfers, listWallets } from "./data.ts";
import type { TransferListDto, WalletListDto } from "./schema.ts";

/** Each throws AppError "forbidden". */

export function loadWallets(memberId: string): Promise<WalletListDto> {
  return loadInStore((ctx) => listWallets(ctx, memberId));
}

export function loadTransfers(query: ListQuery): Promise<TransferListDto> {
  return loadInStore((ctx) => listTransfers(ctx, query));
}
