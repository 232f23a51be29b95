import { parseAsString } from "nuqs/server";
import {
  parseAsDateRange,
  parseAsFlag,
  tableSearchParams,
} from "#components/data-table/table-search-params.ts";

/** Achievements in the address bar; filters and sorts are named as in the REST API. */
export const ACHIEVEMENT_SEARCH_PARAMS = tableSearchParams({
  filters: { name: parseAsString, active: parseAsFlag, createdAt: parseAsDateRange },
  sortable: ["name", "createdAt"],
});

/** How far members are. */
export const PROGRESS_SEARCH_PARAMS = tableSearchParams({ filters: {}, sortable: [], defaultPageSize: 10 });
