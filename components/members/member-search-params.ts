import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import {
  parseAsDateRange,
  parseAsFlag,
  tableSearchParams,
} from "#components/data-table/table-search-params.ts";
import { TRANSFER_TYPES } from "#lib/loyalty/points/constants.ts";

/** The list of members in the address bar; filters and sorts are named as in the REST API. */
export const MEMBER_SEARCH_PARAMS = tableSearchParams({
  filters: {
    lastName: parseAsString,
    email: parseAsString,
    loyaltyCardNumber: parseAsString,
    levelId: parseAsArrayOf(parseAsString),
    active: parseAsFlag,
    registeredAt: parseAsDateRange,
  },
  sortable: ["lastName", "email", "transactionsCount"],
});

/** The history of a member's units. */
export const TRANSFER_SEARCH_PARAMS = tableSearchParams({
  filters: {
    type: parseAsArrayOf(parseAsStringLiteral(TRANSFER_TYPES)),
    comment: parseAsString,
    registeredOn: parseAsDateRange,
    expiresAt: parseAsDateRange,
  },
  sortable: [],
});
