import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { parseAsDateRange, tableSearchParams } from "#components/data-table/table-search-params.ts";
import { REDEMPTION_STATUSES } from "#lib/loyalty/redemptions/constants.ts";

/** Redemptions in the address bar; filters and sorts are named as in the REST API. */
export const REDEMPTION_SEARCH_PARAMS = tableSearchParams({
  filters: {
    name: parseAsString,
    "customerData:lastName": parseAsString,
    status: parseAsArrayOf(parseAsStringLiteral(REDEMPTION_STATUSES)),
    redemptionDate: parseAsDateRange,
  },
  sortable: ["costInPoints", "redemptionDate"],
});
