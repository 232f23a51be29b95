import type { ReactNode } from "react";
import type { DateRange, DateRangePreset } from "#components/ui/date-range.ts";

export type ChoiceOption = { value: string; label: string; group?: string };

/** How a column is filtered. The kind fixes the type of its value, see `FilterValue`. */
export type ColumnFilter =
  | { kind: "text"; placeholder?: string }
  | { kind: "choice"; options: readonly ChoiceOption[] }
  | { kind: "boolean"; trueLabel?: string; falseLabel?: string }
  | { kind: "date-range"; presets?: readonly DateRangePreset[] };

/** text: a string; choice: one or several values; boolean; date-range. */
export type FilterValue = string | readonly string[] | boolean | DateRange;

/** By column id; a column without a filter is absent or null. */
export type TableFilters = Readonly<Record<string, FilterValue | null>>;

export type TableSort = { id: string; desc: boolean };

export type TableState = {
  /** Counted from 1. */
  page: number;
  pageSize: number;
  sort: TableSort | null;
  filters: TableFilters;
};

export type DataTableColumn<Row> = {
  /** Also the name of its sort and of its filter. */
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  sortable?: boolean;
  /** The first press sorts downwards: for times and amounts. */
  sortDescFirst?: boolean;
  filter?: ColumnFilter;
  align?: "start" | "end" | "center";
  /** A CSS length; columns without one share what is left. */
  width?: string;
  /** The header is for screen readers only, as above row menus. */
  hideHeader?: boolean;
  /** Instead of the header's words, such as a checkbox for all rows. */
  headerCell?: ReactNode;
  /**
   * On phones a row is a card: `title` heads it and carries the row's link, `corner` stands at its
   * upper right, `hidden` is left out, the rest are lines with their header as label.
   */
  card?: "title" | "corner" | "hidden" | "line";
  className?: string;
  /** Left out between 1280 and 1400 pixels, where a table does not scroll and has no room for it. */
  isExtra?: boolean;
};

/** `all` without filters, `filtered` with them. Where counting stops at `countMax`, that number reads "10,000+". */
export type TableTotal = { all: number; filtered: number; isEstimated?: boolean; countMax?: number };

export type TableNoun = { one: string; many: string };
