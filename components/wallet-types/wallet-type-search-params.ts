import { parseAsString } from "nuqs/server";
import {
  parseAsDateRange,
  parseAsFlag,
  tableSearchParams,
} from "#components/data-table/table-search-params.ts";

/** Wallet types in the address bar; filters and sorts are named as in the REST API. */
export const WALLET_TYPE_SEARCH_PARAMS = tableSearchParams({
  filters: { name: parseAsString, code: parseAsString, active: parseAsFlag, createdAt: parseAsDateRange },
  sortable: ["name", "code", "createdAt"],
});
