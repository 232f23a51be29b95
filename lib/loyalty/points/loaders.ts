import "server-only";
import { cache } from "react";
import { loadAccess, loadInStore } from "#lib/auth/loaders.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import type { Versioned } from "../version.ts";
import { listTransfers, listWallets } from "./data.ts";
import type { TransferListDto, WalletListDto, WalletTypeDetailsDto, WalletTypeListDto } from "./schema.ts";
import { getWalletType, listWalletTypes } from "./wallet-types.ts";

/** Each throws AppError "forbidden". */

/** More wallet types than a store has. */
const CHOICES_MAX = 200;

export function loadWallets(memberId: string): Promise<WalletListDto> {
  const all = { page: 1, itemsOnPage: CHOICES_MAX, orderBy: [], conditions: [] };
  return loadInStore((ctx) => listWallets(ctx, memberId, all));
}

/** What units can be added to: the active ones. */
export function loadActiveWalletTypes(): Promise<WalletTypeListDto> {
  const active = { column: "active", operator: "eq", values: [true] } as const;
  return loadWalletTypes({
    page: 1,
    itemsOnPage: CHOICES_MAX,
    orderBy: [{ column: "name", direction: "asc" }],
    conditions: [active],
  });
}

export function loadTransfers(query: ListQuery): Promise<TransferListDto> {
  return loadInStore((ctx) => listTransfers(ctx, query));
}

export function loadWalletTypes(query: ListQuery): Promise<WalletTypeListDto> {
  return loadInStore((ctx) => listWalletTypes(ctx, query));
}

/** An unknown one is the not-found page. */
export const loadWalletType = cache(
  (walletTypeId: string): Promise<Versioned<WalletTypeDetailsDto>> =>
    loadInStore((ctx) => getWalletType(ctx, walletTypeId)),
);

/** Codes to choose from in a form; none to whoever may not see wallets. */
export async function loadWalletTypeChoices(): Promise<{ value: string; label: string }[]> {
  const { mayView } = await loadAccess("WALLET");
  if (!mayView) return [];
  const { items } = await loadWalletTypes({
    page: 1,
    itemsOnPage: CHOICES_MAX,
    orderBy: [],
    conditions: [],
  });
  return items.map(({ code, name }) => ({ value: code, label: name }));
}
