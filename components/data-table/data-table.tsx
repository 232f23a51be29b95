"use client";

import { type RowData, rowSortingFeature, tableFeatures, useTable } from "@tanstack/react-table";
import { SearchX } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ColumnHeader } from "./column-header.tsx";
import { DataTableRow } from "./data-table-row.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { FilterSheet } from "./filter-sheet.tsx";
import { isActive } from "./filter-words.ts";
import { TablePager } from "./table-pager.tsx";
import { tableRoles } from "./table-roles.ts";
import type { DataTableColumn, FilterValue, TableNoun, TableState, TableTotal } from "./table-types.ts";

const features = tableFeatures({ rowSortingFeature });

export type DataTableProps<Row> = {
  /** What the table lists, for screen readers. */
  label: string;
  /** Must be stable between renders: module scope or useMemo. */
  columns: readonly DataTableColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  total: TableTotal;
  noun: TableNoun;
  state: TableState;
  onStateChange: (patch: Partial<TableState>) => void;
  isPending?: boolean;
  /** What the address asks for and the list does not know, as `useTableUrlState` says it. */
  unread?: readonly string[];
  /** Makes the title cell a link and the row a way to press it. */
  rowHref?: (row: Row) => string;
  /** What a row leads to opens beside the list: the page does not scroll. */
  isRowInPlace?: boolean;
  pageSizes?: readonly number[];
  /** Shown when there is nothing at all, not even without filters. */
  empty: ReactNode;
  /** Above the table: search, export. */
  toolbar?: ReactNode;
  /** Columns that are not shown; what they filter still stands among the chips. */
  hiddenColumns?: ReadonlySet<string>;
  /** Less room between many columns. */
  isTight?: boolean;
};

/** Of a column that is `isExtra`. */
const EXTRA = "xl:max-[1400px]:hidden";

/** A list that the server sorts, filters and pages. Cards at 640 px and below, a table above. */
export function DataTable<Row extends RowData>({
  label,
  columns: allColumns,
  rows,
  rowId,
  total,
  noun,
  state,
  onStateChange,
  isPending = false,
  unread = [],
  rowHref,
  isRowInPlace = false,
  pageSizes = [10, 20, 50],
  empty,
  toolbar,
  hiddenColumns,
  isTight = false,
}: DataTableProps<Row>) {
  const columns = useMemo(
    () => allColumns.filter(({ id }) => hiddenColumns?.has(id) !== true),
    [allColumns, hiddenColumns],
  );
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const columnDefs = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        accessorFn: (row: Row) => row,
        header: column.header,
        enableSorting: column.sortable ?? false,
        sortDescFirst: column.sortDescFirst ?? false,
      })),
    [columns],
  );
  const data = useMemo(() => [...rows], [rows]);
  const sorting = useMemo(() => (state.sort ? [state.sort] : []), [state.sort]);

  const table = useTable({
    features,
    columns: columnDefs,
    data,
    getRowId: rowId,
    manualSorting: true,
    enableMultiSort: false,
    state: { sorting },
    onSortingChange: (updater) => {
      const next = typeof updater === "function" ? updater(sorting) : updater;
      onStateChange({ sort: next[0] ?? null, page: 1 });
    },
  });

  const setFilter = (id: string, value: FilterValue | null) =>
    onStateChange({ filters: { ...state.filters, [id]: value }, page: 1 });
  const clearFilters = () => onStateChange({ filters: {}, page: 1 });

  const hasFilters = allColumns.some((column) => isActive(state.filters[column.id]));
  if (total.all === 0 && !hasFilters) {
    return <div className="rounded-lg border border-dashed bg-surface">{empty}</div>;
  }

  return (
    <div data-slot="data-table" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2 empty:hidden">
        <div className="sm:hidden">
          <FilterSheet
            columns={allColumns}
            filters={state.filters}
            sort={state.sort}
            onApply={(filters, sort) => onStateChange({ filters, sort, page: 1 })}
          />
        </div>
        {toolbar}
      </div>
      {unread.length > 0 && (
        <Alert
          tone="warning"
          title="The address holds a filter that the list does not take"
          actions={
            <Button
              size="sm"
              onClick={() => onStateChange({ filters: state.filters, sort: state.sort, page: 1 })}
            >
              Remove
            </Button>
          }
        >
          The list is shown without{" "}
          {unread
            .map((name) =>
              name === "sort" ? "the order" : (allColumns.find(({ id }) => id === name)?.header ?? name),
            )
            .join(", ")}
          .
        </Alert>
      )}
      <FilterBar
        columns={allColumns}
        filters={state.filters}
        total={total}
        noun={noun}
        onRemove={(id) => setFilter(id, null)}
        onClear={clearFilters}
      />

      <div
        aria-busy={isPending}
        className="relative rounded-lg border bg-surface max-sm:overflow-hidden sm:max-xl:overflow-x-auto"
      >
        {isPending && (
          <div aria-hidden className="absolute inset-x-0 top-0 z-20 h-0.5 overflow-hidden rounded-t-lg">
            <div className="h-full w-2/5 animate-indeterminate bg-accent" />
          </div>
        )}
        <table
          {...tableRoles.table}
          aria-label={label}
          className="w-full border-separate border-spacing-0 max-sm:block"
        >
          <thead {...tableRoles.rowgroup} className="max-sm:hidden">
            {table.getHeaderGroups().map((group) => (
              <tr {...tableRoles.row} key={group.id}>
                {group.headers.map((header) => {
                  const column = byId.get(header.column.id);
                  if (!column) return null;
                  const sorted = header.column.getIsSorted();
                  const canSort = header.column.getCanSort();
                  return (
                    <th
                      key={header.id}
                      {...tableRoles.columnheader}
                      scope="col"
                      style={{ width: column.width }}
                      aria-sort={
                        canSort
                          ? sorted === "asc"
                            ? "ascending"
                            : sorted === "desc"
                              ? "descending"
                              : "none"
                          : undefined
                      }
                      className={cn(
                        "sticky top-(--shell-top,0px) z-10 h-9 border-b bg-subtle px-3 text-left text-xs font-medium whitespace-nowrap text-muted",
                        isTight && "px-2",
                        column.isExtra && EXTRA,
                        "first:rounded-tl-[7px] first:pl-4 last:rounded-tr-[7px] last:pr-4",
                      )}
                    >
                      {column.headerCell ?? (
                        <ColumnHeader
                          label={column.header}
                          align={column.align}
                          hidden={column.hideHeader}
                          sorted={sorted}
                          onSort={canSort ? () => header.column.toggleSorting() : null}
                          filter={column.filter}
                          filterValue={state.filters[column.id] ?? null}
                          onFilterChange={(value) => setFilter(column.id, value)}
                        />
                      )}
                    </th>
                  );
                })}
              </tr>
            ))}
          </thead>
          <tbody
            {...tableRoles.rowgroup}
            className={cn("transition-opacity duration-150 max-sm:block", isPending && "opacity-55")}
          >
            {table.getRowModel().rows.map((row) => (
              <DataTableRow
                key={row.id}
                row={row.original}
                columns={columns}
                isTight={isTight}
                isInPlace={isRowInPlace}
                href={rowHref?.(row.original)}
              />
            ))}
            {rows.length === 0 && (
              <tr {...tableRoles.row} className="max-sm:block">
                <td {...tableRoles.cell} colSpan={columns.length} className="max-sm:block">
                  {total.filtered === 0 ? (
                    <EmptyState
                      icon={<SearchX />}
                      title={`No ${noun.many} match`}
                      description="Remove a filter, or clear all of them."
                      actions={<Button onClick={clearFilters}>Clear filters</Button>}
                    />
                  ) : (
                    <EmptyState
                      icon={<SearchX />}
                      title="This page is past the end"
                      description={`There are fewer ${noun.many} than that.`}
                      actions={
                        <Button onClick={() => onStateChange({ page: 1 })}>Go to the first page</Button>
                      }
                    />
                  )}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>

      {total.filtered > 0 && (
        <TablePager
          page={state.page}
          pageSize={state.pageSize}
          pageSizes={pageSizes}
          total={total}
          noun={noun}
          onPageChange={(page) => onStateChange({ page })}
          onPageSizeChange={(pageSize) => onStateChange({ pageSize, page: 1 })}
        />
      )}
    </div>
  );
}
