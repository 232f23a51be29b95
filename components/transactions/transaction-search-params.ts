import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import {
  parseAsDateRange,
  parseAsFlag,
  tableSearchParams,
} from "#components/data-table/table-search-params.ts";
import { DOCUMENT_TYPES } from "#lib/loyalty/transactions/constants.ts";

/** Transactions in the address bar; filters and sorts are named as in the REST API, but for `matched`. */
export const TRANSACTION_SEARCH_PARAMS = tableSearchParams({
  filters: {
    "header:documentNumber": parseAsString,
    "header:documentType": parseAsArrayOf(parseAsStringLiteral(DOCUMENT_TYPES)),
    matched: parseAsFlag,
    "header:purchasePlace": parseAsString,
    "header:purchasedAt": parseAsDateRange,
  },
  sortable: ["header:purchasedAt"],
});

/** What asks whether a column has a value. */
export const TRANSACTION_PRESENCE = { matched: "customerId" };
