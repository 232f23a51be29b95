import { parseAsString } from "nuqs/server";
import { parseAsFlag, tableSearchParams } from "#components/data-table/table-search-params.ts";

/** Tier sets in the address bar; filters and sorts are named as in the REST API. */
export const TIER_SET_SEARCH_PARAMS = tableSearchParams({
  filters: { name: parseAsString, active: parseAsFlag },
  sortable: ["name"],
});
