import { isActive, isRange } from "#components/data-table/filter-words.ts";
import type { FilterValue, TableState } from "#components/data-table/table-types.ts";
import type { ListColumns, ListQuery } from "#lib/http/core/list-columns.ts";
import { type ListQueryResult, PAGE_MAX, parseListQuery } from "#lib/http/core/query-language.ts";

type Options = {
  /** Filters that ask whether a column has a value at all, by their name: `{ matched: "customerId" }`. */
  presence?: Readonly<Record<string, string>>;
  /** What holds for the whole list, whatever the address says: `{ "member:id": id }`. */
  fixed?: Readonly<Record<string, string>>;
};

/**
 * The same request in the query language of the REST API, so that one place decides what a list takes. An address
 * made by hand can hold what it does not take.
 */
export function toListQuery(
  state: TableState,
  columns: ListColumns,
  { presence = {}, fixed = {} }: Options = {},
): ListQueryResult {
  const parameters = conditionsOf(state, presence);
  // There is nothing that far, and the table says so.
  parameters.set("_page", String(Math.min(state.page, PAGE_MAX)));
  parameters.set("_itemsOnPage", String(state.pageSize));
  if (state.sort) parameters.set(`_orderBy[${state.sort.id}]`, state.sort.desc ? "desc" : "asc");
  for (const [name, value] of Object.entries(fixed)) parameters.append(name, value);
  return parseListQuery(parameters, columns);
}

/** What is filtered, in the same language; empty: nothing. */
export function conditionsOf(
  { filters }: Pick<TableState, "filters">,
  presence: Readonly<Record<string, string>> = {},
): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    const asked = presence[name];
    if (asked !== undefined && typeof value === "boolean") {
      parameters.set(`${asked}[${value ? "hasValue" : "notHasValue"}]`, "true");
    } else if (isActive(value)) appendFilter(parameters, name, value);
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

/**
 * A list of what belongs to one thing: its `total.all` counts the store. Beside a filter only whether there is anything
 * at all is of interest. @param query with the one condition that says whose it is
 */
export function ofOneThing<List extends { total: { all: number; filtered: number } }>(
  list: List,
  query: ListQuery,
): List {
  const { filtered } = list.total;
  const all = query.conditions.length > 1 ? Math.max(1, filtered) : filtered;
  return { ...list, total: { ...list.total, all } };
}
