import "server-only";
import { cache } from "react";
import { isAllowed } from "#lib/auth/context.ts";
import { loadInStore } from "#lib/auth/loaders.ts";
import { requireStoreContext } from "#lib/auth/session.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import type { Versioned } from "../version.ts";
import { getTierDefinitions, getTierSet, listTierSets } from "./data.ts";
import type { TierDefinition, TierSetDto, TierSetListDto } from "./schema.ts";

export type TierOption = { levelId: string; name: string };

const ACTIVE: ListQuery = {
  page: 1,
  itemsOnPage: 1,
  orderBy: [],
  conditions: [{ column: "active", operator: "eq", values: [true] }],
};

/** The tiers that members can have, from the lowest; none to whoever may not see tiers. */
export const loadTierOptions = cache(async (): Promise<TierOption[]> => {
  const ctx = await requireStoreContext();
  if (!isAllowed(ctx, "LEVEL", "VIEW")) return [];
  const { items } = await listTierSets(ctx, ACTIVE);
  const tiers = items.flatMap((set) => set.tiers.filter(({ active }) => active));
  return tiers.map(({ levelId, name }) => ({ levelId, name }));
});

/** Throws AppError "forbidden". */
export function loadTierSets(query: ListQuery): Promise<TierSetListDto> {
  return loadInStore((ctx) => listTierSets(ctx, query));
}

/** An unknown one is the not-found page. Throws AppError "forbidden". */
export const loadTierSet = cache(
  (tierSetId: string): Promise<Versioned<TierSetDto>> => loadInStore((ctx) => getTierSet(ctx, tierSetId)),
);

/** To change them. As `loadTierSet`. */
export function loadTierDefinitions(tierSetId: string): Promise<Versioned<{ tiers: TierDefinition[] }>> {
  return loadInStore((ctx) => getTierDefinitions(ctx, tierSetId));
}

/** Whether members have tiers at all: one set is active, or none. */
export async function loadHasActiveTierSet(): Promise<boolean> {
  const { items } = await loadTierSets(ACTIVE);
  return items.length > 0;
}
