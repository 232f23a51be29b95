"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { OnDemandProps } from "#components/ui/on-demand.tsx";
import { Select } from "#components/ui/select.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { FilterEditor } from "./filter-editor.tsx";
import type { DataTableColumn, TableFilters, TableSort } from "./table-types.ts";

/** What a row is does not matter here. */
type FilterColumn = Pick<DataTableColumn<never>, "id" | "header" | "filter" | "sortable">;

export type FilterPanelProps = {
  columns: readonly FilterColumn[];
  filters: TableFilters;
  sort: TableSort | null;
  onApply: (filters: TableFilters, sort: TableSort | null) => void;
};

const DEFAULT_ORDER = "default";

/** Filters and sorts of a list in a sheet. Nothing is asked of the server before "Show results". */
export function FilterPanel({
  trigger,
  defaultOpen = false,
  columns,
  filters,
  sort,
  onApply,
}: OnDemandProps & FilterPanelProps) {
  const [isOpen, setIsOpen] = useState(defaultOpen);
  const [draft, setDraft] = useState(filters);
  const [draftSort, setDraftSort] = useState(sort);
  const filterable = columns.filter((column) => column.filter);
  const sortable = columns.filter((column) => column.sortable);
  const apply = (nextFilters: TableFilters, nextSort: TableSort | null) => {
    onApply(nextFilters, nextSort);
    setIsOpen(false);
  };

  return (
    <Sheet
      side="bottom"
      title="Filter and sort"
      open={isOpen}
      onOpenChange={(open) => {
        if (open) {
          setDraft(filters);
          setDraftSort(sort);
        }
        setIsOpen(open);
      }}
      trigger={trigger}
      footer={
        <>
          <Button variant="ghost" onClick={() => apply({}, draftSort)}>
            Clear filters
          </Button>
          <Button variant="primary" onClick={() => apply(draft, draftSort)}>
            Show results
          </Button>
        </>
      }
    >
      <div className="divide-y">
        {sortable.length > 0 && (
          <div className="flex items-center justify-between gap-4 px-4 py-3">
            <span className="font-medium">Sort</span>
            <Select
              aria-label="Sort"
              className="w-52"
              value={draftSort ? `${draftSort.id}.${draftSort.desc ? "desc" : "asc"}` : DEFAULT_ORDER}
              onValueChange={(choice) => setDraftSort(readSort(choice))}
              options={[
                { value: DEFAULT_ORDER, label: "Default order" },
                ...sortable.flatMap((column) => [
                  { value: `${column.id}.asc`, label: `${column.header}, ascending` },
                  { value: `${column.id}.desc`, label: `${column.header}, descending` },
                ]),
              ]}
            />
          </div>
        )}
        {filterable.map(
          (column) =>
            column.filter && (
              <section key={column.id} aria-label={`Filter by ${column.header}`} className="pt-3">
                <h3 className="px-4 font-medium">{column.header}</h3>
                <div className="px-1">
                  <FilterEditor
                    label={column.header}
                    filter={column.filter}
                    value={draft[column.id] ?? null}
                    onValueChange={(value) => setDraft((current) => ({ ...current, [column.id]: value }))}
                  />
                </div>
              </section>
            ),
        )}
      </div>
    </Sheet>
  );
}

function readSort(choice: string): TableSort | null {
  if (choice === DEFAULT_ORDER) return null;
  const dot = choice.lastIndexOf(".");
  return { id: choice.slice(0, dot), desc: choice.slice(dot + 1) === "desc" };
}
