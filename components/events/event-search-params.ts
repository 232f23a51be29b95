import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { parseAsDateRange, tableSearchParams } from "#components/data-table/table-search-params.ts";
import type { EventRequest } from "#lib/events/schema.ts";
import type { FilterCondition, ListQuery } from "#lib/http/core/list-columns.ts";
import { EXPLAINED_REASONS } from "#lib/outbox/core/match.ts";

/** The list of events in the address bar. What is not understood filters nothing. */
export const EVENT_SEARCH_PARAMS = tableSearchParams({
  filters: {
    event: parseAsArrayOf(parseAsString),
    id: parseAsString,
    published: parseAsDateRange,
  },
  sortable: [],
});

type EventSearch = {
  page: number;
  pageSize: number;
  event: readonly string[] | null;
  id: string | null;
  published: { from: Date | null; to: Date | null } | null;
};

export function toEventRequest(search: EventSearch): EventRequest {
  return {
    page: search.page,
    pageSize: search.pageSize,
    eventNames: search.event ?? [],
    publishedFrom: search.published?.from ?? null,
    publishedTo: search.published?.to ?? null,
    id: search.id === null || search.id.trim() === "" ? null : search.id,
  };
}

const MATCH_RESULTS = ["matched", ...EXPLAINED_REASONS] as const;

/** The webhooks of an event in the address bar. */
export const MATCH_SEARCH_PARAMS = tableSearchParams({
  filters: { url: parseAsString, result: parseAsArrayOf(parseAsStringLiteral(MATCH_RESULTS)) },
  sortable: [],
});

type MatchSearch = {
  page: number;
  pageSize: number;
  url: string | null;
  result: readonly (typeof MATCH_RESULTS)[number][] | null;
};

/** Several results are chosen by leaving out the others: conditions of a query all have to hold. */
export function toMatchQuery(search: MatchSearch): ListQuery {
  const conditions: FilterCondition[] = [];
  const url = search.url?.trim() ?? "";
  if (url !== "") conditions.push({ column: "url", operator: "like", values: [url] });
  const chosen = search.result ?? [];
  if (chosen.length > 0) {
    if (!chosen.includes("matched")) conditions.push({ column: "matched", operator: "eq", values: [false] });
    for (const reason of EXPLAINED_REASONS) {
      if (!chosen.includes(reason)) conditions.push({ column: "reason", operator: "neq", values: [reason] });
    }
  }
  return { page: search.page, itemsOnPage: search.pageSize, orderBy: [], conditions };
}
