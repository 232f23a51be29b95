import { isActive, isRange } from "#components/data-table/filter-words.ts";
import type { FilterValue, TableState } from "#components/data-table/table-types.ts";
import type { ListColumns } from "#lib/http/core/list-columns.ts";
import { type ListQueryResult, PAGE_MAX, parseListQuery } from "#lib/http/core/query-language.ts";

/**
 * The same request in the query language of the REST API, so that one place decides what a list takes. An address
 * made by hand can hold what it does not take.
 */
export function toListQuery(state: TableState, columns: ListColumns): ListQueryResult {
  const parameters = conditionsOf(state);
  // There is nothing that far, and the table says so.
  parameters.set("_page", String(Math.min(state.page, PAGE_MAX)));
  parameters.set("_itemsOnPage", String(state.pageSize));
  if (state.sort) parameters.set(`_orderBy[${state.sort.id}]`, state.sort.desc ? "desc" : "asc");
  return parseListQuery(parameters, columns);
}

/** What is filtered, in the same language; empty: nothing. */
export function conditionsOf({ filters }: TableState): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    if (isActive(value)) appendFilter(parameters, name, value);
  }
  return parameters;
}

function appendFilter(parameters: URLSearchParams, name: string, value: FilterValue): void {
  if (typeof value === "string") parameters.set(`${name}[like]`, value.trim());
  else if (typeof value === "boolean") parameters.set(name, String(value));
  else if (isRange(value)) {
    if (value.from) parameters.set(`${name}[gte]`, value.from.toISOString());
    if (value.to) parameters.set(`${name}[lt]`, value.to.toISOString());
  } else parameters.set(`${name}[in]`, value.join(","));
}
