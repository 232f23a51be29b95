"use client";

import { Columns3 } from "lucide-react";
import { parseAsArrayOf, parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { Button } from "#components/ui/button.tsx";
import { DropdownMenu, MenuCheckbox } from "#components/ui/dropdown-menu.tsx";

type Choosable = { id: string; header: string };

const parseAsHidden = parseAsArrayOf(parseAsString).withDefault([]);

export type ColumnVisibility = {
  hidden: ReadonlySet<string>;
  setHidden: (ids: readonly string[]) => void;
};

/** Which columns are left out, kept in the address as `hide`. The server need not be asked: it sends all of them. */
export function useColumnVisibility(): ColumnVisibility {
  const [ids, setIds] = useQueryState("hide", parseAsHidden.withOptions({ history: "replace" }));
  const hidden = useMemo(() => new Set(ids), [ids]);
  return { hidden, setHidden: (next) => void setIds(next.length === 0 ? null : [...next]) };
}

/** @param columns those that may be left out */
export function ColumnMenu({
  columns,
  hidden,
  setHidden,
}: ColumnVisibility & { columns: readonly Choosable[] }) {
  return (
    <DropdownMenu
      trigger={
        <Button size="sm" className="max-sm:hidden">
          <Columns3 aria-hidden />
          Columns
        </Button>
      }
    >
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
