import { createLoader, parseAsString } from "nuqs/server";
import { parseAsDateRange, tableSearchParams } from "#components/data-table/table-search-params.ts";

/** The address of the audit log: filters and sort by the names of the columns. */
export const auditListParams = tableSearchParams({
  filters: {
    eventType: parseAsString,
    username: parseAsString,
    entityId: parseAsString,
    createdAt: parseAsDateRange,
  },
  sortable: ["username", "createdAt"],
});

export const loadAuditListParams = createLoader(auditListParams);
