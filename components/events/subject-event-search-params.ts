import { tableSearchParams } from "#components/data-table/table-search-params.ts";

/** The events of one thing in the address bar. */
export const SUBJECT_EVENT_SEARCH_PARAMS = tableSearchParams({
  filters: {},
  sortable: [],
  defaultPageSize: 10,
});
