import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { parseAsDateRange, tableSearchParams } from "#components/data-table/table-search-params.ts";
import { IMPORT_ITEM_STATUSES, IMPORT_STATUSES, IMPORT_TYPES } from "#lib/loyalty/imports/constants.ts";

/** Imports in the address bar; filters and sorts are named as in the REST API. */
export const IMPORT_SEARCH_PARAMS = tableSearchParams({
  filters: {
    fileName: parseAsString,
    type: parseAsArrayOf(parseAsStringLiteral(IMPORT_TYPES)),
    status: parseAsArrayOf(parseAsStringLiteral(IMPORT_STATUSES)),
    uploadedDate: parseAsDateRange,
  },
  sortable: ["fileName", "uploadedDate"],
});

/** The lines of one file. */
export const IMPORT_ITEM_SEARCH_PARAMS = tableSearchParams({
  filters: {
    status: parseAsArrayOf(parseAsStringLiteral(IMPORT_ITEM_STATUSES)),
    message: parseAsString,
  },
  sortable: ["line"],
});
