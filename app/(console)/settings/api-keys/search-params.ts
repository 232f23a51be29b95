import { createLoader, parseAsString } from "nuqs/server";
import {
  parseAsDateRange,
  parseAsFlag,
  tableSearchParams,
} from "#components/data-table/table-search-params.ts";

/** The address of the list: filters and sort by the names of the columns. */
export const apiKeyListParams = tableSearchParams({
  filters: {
    name: parseAsString,
    readOnly: parseAsFlag,
    expirationDate: parseAsDateRange,
    lastUsedAt: parseAsDateRange,
  },
  sortable: ["name", "expirationDate", "lastUsedAt"],
});

export const loadApiKeyListParams = createLoader(apiKeyListParams);
