"use client";

import { DropdownMenu, MenuCheckbox } from "#components/ui/dropdown-menu.tsx";
import type { OnDemandProps } from "#components/ui/on-demand.tsx";

export type ColumnVisibility = {
  hidden: ReadonlySet<string>;
  setHidden: (ids: readonly string[]) => void;
};

export type ColumnMenuProps = ColumnVisibility & {
  /** Those that may be left out. */
  columns: readonly { id: string; header: string }[];
};

export function ColumnMenuPopup({
  trigger,
  defaultOpen,
  columns,
  hidden,
  setHidden,
}: OnDemandProps & ColumnMenuProps) {
  return (
    <DropdownMenu trigger={trigger} defaultOpen={defaultOpen}>
      {columns.map(({ id, header }) => (
        <MenuCheckbox
          key={id}
          value={!hidden.has(id)}
          onValueChange={(isShown) =>
            setHidden(isShown ? [...hidden].filter((other) => other !== id) : [...hidden, id])
          }
        >
          {header}
        </MenuCheckbox>
      ))}
    </DropdownMenu>
  );
}
