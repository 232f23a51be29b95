import { createLoader, parseAsArrayOf, parseAsString } from "nuqs/server";
import {
  parseAsDateRange,
  parseAsFlag,
  tableSearchParams,
} from "#components/data-table/table-search-params.ts";

/** The address of the list: filters and sort by the names of the columns. */
export const webhookListParams = tableSearchParams({
  filters: {
    eventName: parseAsArrayOf(parseAsString),
    activeFrom: parseAsDateRange,
    legacy: parseAsFlag,
    url: parseAsString,
    state: parseAsArrayOf(parseAsString),
  },
  sortable: ["eventName", "activeFrom", "legacy", "url", "state"],
});

export const loadWebhookListParams = createLoader(webhookListParams);
