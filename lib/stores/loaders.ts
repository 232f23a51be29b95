import "server-only";
import { cache } from "react";
import { requireStoreContext } from "#lib/auth/session.ts";
import { getCurrency } from "./data.ts";

/** The code of the current store's currency, such as EUR. */
export const loadStoreCurrency = cache(async (): Promise<string> => getCurrency(await requireStoreContext()));
