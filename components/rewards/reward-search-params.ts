import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import {
  parseAsDateRange,
  parseAsFlag,
  tableSearchParams,
} from "#components/data-table/table-search-params.ts";
import { REWARD_TYPES } from "#lib/loyalty/rewards/constants.ts";

/** Rewards in the address bar; filters and sorts are named as in the REST API. */
export const REWARD_SEARCH_PARAMS = tableSearchParams({
  filters: {
    name: parseAsString,
    reward: parseAsArrayOf(parseAsStringLiteral(REWARD_TYPES)),
    active: parseAsFlag,
    createdAt: parseAsDateRange,
  },
  sortable: ["name", "costInPoints", "createdAt"],
});
