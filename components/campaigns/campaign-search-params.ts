import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import {
  parseAsDateRange,
  parseAsFlag,
  tableSearchParams,
} from "#components/data-table/table-search-params.ts";
import { CAMPAIGN_TRIGGERS } from "#lib/loyalty/campaigns/constants.ts";

/** Campaigns in the address bar; filters and sorts are named as in the REST API. */
export const CAMPAIGN_SEARCH_PARAMS = tableSearchParams({
  filters: {
    name: parseAsString,
    trigger: parseAsArrayOf(parseAsStringLiteral(CAMPAIGN_TRIGGERS)),
    active: parseAsFlag,
    startsAt: parseAsDateRange,
    endsAt: parseAsDateRange,
  },
  sortable: ["name", "startsAt", "endsAt", "displayOrder"],
});
