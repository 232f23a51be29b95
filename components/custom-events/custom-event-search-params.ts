import { parseAsString } from "nuqs/server";
import {
  parseAsDateRange,
  parseAsFlag,
  tableSearchParams,
} from "#components/data-table/table-search-params.ts";

/** Types of custom events in the address bar; filters and sorts are named as in the REST API. */
export const CUSTOM_EVENT_SEARCH_PARAMS = tableSearchParams({
  filters: {
    name: parseAsString,
    eventType: parseAsString,
    active: parseAsFlag,
    createdAt: parseAsDateRange,
  },
  sortable: ["name", "eventType", "createdAt"],
});
