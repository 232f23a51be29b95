"use client";

import type { RowData } from "@tanstack/react-table";
import { Plus } from "lucide-react";
import type { ParserMap } from "nuqs";
import { type ReactNode, useCallback } from "react";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { DataTable } from "./data-table.tsx";
import type { DataTableColumn, TableNoun, TableTotal } from "./table-types.ts";
import { useTableUrlState } from "./use-table-url-state.ts";

type ListTableProps<Row> = {
  /** What the table lists, for screen readers. */
  label: string;
  noun: TableNoun;
  /** Of the list: a row has its page at `<href>/<its id>`, and what is new is added at `<href>/new`. */
  href: string;
  /** From `tableSearchParams`, at module scope. */
  searchParams: ParserMap;
  /** Stable between renders. */
  columns: readonly DataTableColumn<Row>[];
  /** Stable between renders. */
  rowId: (row: Row) => string;
  rows: readonly Row[];
  total: TableTotal;
  empty: { icon: ReactNode; title: string; description: string };
  /** On the button in the empty list. */
  addLabel: string;
  mayChange: boolean;
};

/** The list of all things of a kind, each with a page of its own. What it shows is in the address. */
export function ListTable<Row extends RowData>({
  href,
  searchParams,
  rowId,
  empty,
  addLabel,
  mayChange,
  ...table
}: ListTableProps<Row>) {
  const address = useTableUrlState(searchParams);
  const rowHref = useCallback((row: Row) => `${href}/${rowId(row)}`, [href, rowId]);
  return (
    <DataTable
      {...table}
      {...address}
      rowId={rowId}
      rowHref={rowHref}
      empty={
        <EmptyState
          {...empty}
          actions={
            mayChange && (
              <ButtonLink href={`${href}/new`} variant="primary">
                <Plus aria-hidden />
                {addLabel}
              </ButtonLink>
            )
          }
        />
      }
    />
  );
}
