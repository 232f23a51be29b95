"use client";

import { useMemo, useState, useSyncExternalStore } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { DataTableColumn } from "./table-types.ts";

export type RowSelection<Row> = {
  /** Rows that are on the page: what is filtered or paged away is not chosen any more. */
  selected: readonly Row[];
  isWholePage: boolean;
  selectPage: () => void;
  clear: () => void;
  /** To stand first in the table. */
  column: DataTableColumn<Row>;
};

type Ids = ReadonlySet<string>;

/** The chosen ids, beside React: a tick draws the checkboxes again and not the rows that they stand in. */
class ChosenIds {
  #ids: Ids = new Set();
  readonly #listeners = new Set<() => void>();

  readonly get = (): Ids => this.#ids;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(ids: Ids): void {
    this.#ids = ids;
    for (const notify of this.#listeners) notify();
  }

  toggle(id: string, isChosen: boolean): void {
    const ids = new Set(this.#ids);
    if (isChosen) ids.add(id);
    else ids.delete(id);
    this.set(ids);
  }
}

function useChosen(chosen: ChosenIds): Ids {
  return useSyncExternalStore(chosen.subscribe, chosen.get, chosen.get);
}

/**
 * Rows chosen for an action on several.
 * @param rowId and `labelOf` must be stable; `labelOf` names a row for screen readers
 */
export function useRowSelection<Row>(
  rows: readonly Row[],
  rowId: (row: Row) => string,
  labelOf: (row: Row) => string,
): RowSelection<Row> {
  const [chosen] = useState(() => new ChosenIds());
  const ids = useChosen(chosen);
  const selected = useMemo(() => rows.filter((row) => ids.has(rowId(row))), [rows, ids, rowId]);

  const column = useMemo<DataTableColumn<Row>>(
    () => ({
      id: "select",
      header: "Select",
      headerCell: <WholePageCheckbox chosen={chosen} rowIds={rows.map(rowId)} />,
      cell: (row) => <RowCheckbox chosen={chosen} id={rowId(row)} label={labelOf(row)} />,
      width: "2.25rem",
      card: "corner",
      // The corner above belongs to the row's menu or its state.
      className: "sm:pr-0! max-sm:top-auto! max-sm:right-4! max-sm:bottom-3!",
    }),
    [rows, rowId, labelOf, chosen],
  );
  return {
    selected,
    isWholePage: rows.length > 0 && selected.length === rows.length,
    selectPage: () => chosen.set(new Set(rows.map(rowId))),
    clear: () => chosen.set(new Set()),
    column,
  };
}

function WholePageCheckbox({ chosen, rowIds }: { chosen: ChosenIds; rowIds: readonly string[] }) {
  const ids = useChosen(chosen);
  const count = rowIds.filter((id) => ids.has(id)).length;
  const isWholePage = rowIds.length > 0 && count === rowIds.length;
  return (
    <span className="flex">
      <Checkbox
        aria-label="Select all rows of this page"
        value={isWholePage}
        indeterminate={count > 0 && !isWholePage}
        onValueChange={(value) => chosen.set(value ? new Set(rowIds) : new Set())}
      />
    </span>
  );
}

function RowCheckbox({ chosen, id, label }: { chosen: ChosenIds; id: string; label: string }) {
  const isChosen = useSyncExternalStore(
    chosen.subscribe,
    () => chosen.get().has(id),
    () => false,
  );
  return (
    <span className="inline-flex align-middle">
      <Checkbox
        aria-label={`Select ${label}`}
        value={isChosen}
        onValueChange={(value) => chosen.toggle(id, value)}
      />
    </span>
  );
}
