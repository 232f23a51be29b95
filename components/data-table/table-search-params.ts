import { createParser, type ParserMap, parseAsInteger } from "nuqs/server";
import type { DateRange } from "#components/ui/date-range.ts";
import type { FilterValue, TableSort, TableState } from "./table-types.ts";

/** `2026-11-01T00:00:00.000Z..2026-11-06T00:00:00.000Z`; either side may be empty. */
export const parseAsDateRange = createParser<DateRange>({
  parse(text) {
    const sides = text.split("..");
    if (sides.length !== 2) return null;
    const [from, to] = sides.map((side) => (side === "" ? null : new Date(side)));
    if (from === undefined || to === undefined) return null;
    if (from === null && to === null) return null;
    if ((from && Number.isNaN(from.getTime())) || (to && Number.isNaN(to.getTime()))) return null;
    return from && to && from >= to ? null : { from, to };
  },
  serialize: ({ from, to }) => `${from?.toISOString() ?? ""}..${to?.toISOString() ?? ""}`,
  eq: (a, b) => a.from?.getTime() === b.from?.getTime() && a.to?.getTime() === b.to?.getTime(),
});

/** `true` or `false` and nothing else; nuqs' own takes every other text for `false`. */
export const parseAsFlag = createParser<boolean>({
  parse: (text) => (text === "true" ? true : text === "false" ? false : null),
  serialize: String,
});

/** `url.asc` or `createdAt.desc`, for the columns listed. */
export function parseAsSort(sortable: readonly string[]) {
  return createParser<TableSort>({
    parse(text) {
      const [id, direction, ...rest] = text.split(".");
      if (id === undefined || rest.length > 0 || !sortable.includes(id)) return null;
      if (direction !== "asc" && direction !== "desc") return null;
      return { id, desc: direction === "desc" };
    },
    serialize: ({ id, desc }) => `${id}.${desc ? "desc" : "asc"}`,
    eq: (a, b) => a.id === b.id && a.desc === b.desc,
  });
}

/** An integer within bounds; anything else is as if it were absent. */
function parseAsIntegerWithin(min: number, max: number) {
  return createParser<number>({
    parse(text) {
      const value = parseAsInteger.parse(text);
      return value !== null && value >= min && value <= max ? value : null;
    },
    serialize: String,
  });
}

/** The part of nuqs' parsers that a table relies on; `V` is the type of the filter's value. */
type FilterParser<V extends FilterValue> = {
  parse: (text: string) => V | null;
  serialize: (value: V) => string;
  eq: (a: V, b: V) => boolean;
};

// Values of different types stand in one record, and a parser consumes what it produces.
// biome-ignore lint/suspicious/noExplicitAny: only `any` accepts a parser of every value type here.
export type FilterParsers = Record<string, FilterParser<any>>;

type Options<Filters extends FilterParsers> = {
  filters: Filters;
  sortable: readonly string[];
  defaultSort?: TableSort;
  defaultPageSize?: number;
  pageSizeMax?: number;
};

export const PAGE_MAX = 1_000_000;

/**
 * The parsers of a table's state in the address bar, for both sides: `createLoader(params)` in the
 * page, `useTableUrlState(params)` in the table. Filters keep their own names; `page`, `pageSize`
 * and `sort` are taken.
 */
export function tableSearchParams<Filters extends FilterParsers>({
  filters,
  sortable,
  defaultSort,
  defaultPageSize = 20,
  pageSizeMax = 50,
}: Options<Filters>) {
  const sort = parseAsSort(sortable);
  return {
    ...filters,
    page: parseAsIntegerWithin(1, PAGE_MAX).withDefault(1),
    pageSize: parseAsIntegerWithin(1, pageSizeMax).withDefault(defaultPageSize),
    sort: defaultSort ? sort.withDefault(defaultSort) : sort,
  };
}

/** Turns what the loader read into a table's state. */
export function toTableState(values: Record<string, unknown>): TableState {
  const { page, pageSize, sort, ...filters } = values as Record<string, FilterValue | null> & {
    page: number;
    pageSize: number;
    sort: TableSort | null;
  };
  return { page, pageSize, sort, filters };
}

/** Filters, and "sort", that an address names with a text which says nothing, or says something only in part. */
export function notUnderstood(params: ParserMap, address: Pick<URLSearchParams, "get">): string[] {
  return Object.entries(params).flatMap(([name, parser]) => {
    const text = address.get(name);
    if (text === null || text === "" || name === "page" || name === "pageSize") return [];
    if (parser.type === "multi") return [];
    const value: unknown = parser.parse(text);
    const isRead = Array.isArray(value) ? value.length === text.split(",").length : value !== null;
    return isRead ? [] : [name];
  });
}
