import "server-only";
import { cache } from "react";
import { isAllowed } from "#lib/auth/context.ts";
import { requireStoreContext } from "#lib/auth/session.ts";
import { listTierSets } from "./data.ts";

export type TierOption = { levelId: string; name: string };

/** The tiers that members can have, from the lowest; none to whoever may not see tiers. */
export const loadTierOptions = cache(async (): Promise<TierOption[]> => {
  const ctx = await requireStoreContext();
  if (!isAllowed(ctx, "LEVEL", "VIEW")) return [];
  const { items } = await listTierSets(ctx, {
    page: 1,
    itemsOnPage: 1,
    orderBy: [],
    conditions: [{ column: "active", operator: "eq", values: [true] }],
  });
  const tiers = items.flatMap((set) => set.tiers.filter(({ active }) => active));
  return tiers.map(({ levelId, name }) => ({ levelId, name }));
});
