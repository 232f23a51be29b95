"use client";

import { useMemo, useState } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { DataTableColumn } from "./table-types.ts";

export type RowSelection<Row> = {
  /** Rows that are on the page: what is filtered or paged away is not chosen any more. */
  selected: readonly Row[];
  isWholePage: boolean;
  clear: () => void;
  /** To stand first in the table. */
  column: DataTableColumn<Row>;
};

/**
 * Rows chosen for an action on several.
 * @param rowId and `labelOf` must be stable; `labelOf` names a row for screen readers
 */
export function useRowSelection<Row>(
  rows: readonly Row[],
  rowId: (row: Row) => string,
  labelOf: (row: Row) => string,
): RowSelection<Row> {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const selected = useMemo(() => rows.filter((row) => chosen.has(rowId(row))), [rows, chosen, rowId]);
  const isWholePage = rows.length > 0 && selected.length === rows.length;

  const column = useMemo<DataTableColumn<Row>>(
    () => ({
      id: "select",
      header: "Select",
      headerCell: (
        <span className="flex">
          <Checkbox
            aria-label="Select all rows of this page"
            value={isWholePage}
            indeterminate={selected.length > 0 && !isWholePage}
            onValueChange={(value) => setChosen(value ? new Set(rows.map(rowId)) : new Set())}
          />
        </span>
      ),
      cell: (row) => (
        <span className="inline-flex align-middle">
          <Checkbox
            aria-label={`Select ${labelOf(row)}`}
            value={chosen.has(rowId(row))}
            onValueChange={(value) =>
              setChosen((current) => {
                const next = new Set(current);
                if (value) next.add(rowId(row));
                else next.delete(rowId(row));
                return next;
              })
            }
          />
        </span>
      ),
      width: "2.25rem",
      card: "corner",
      // The corner above belongs to the row's menu or its state.
      className: "sm:pr-0! max-sm:top-auto! max-sm:right-4! max-sm:bottom-3!",
    }),
    [rows, rowId, labelOf, chosen, selected.length, isWholePage],
  );
  return { selected, isWholePage, clear: () => setChosen(new Set()), column };
}
