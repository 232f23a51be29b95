"use client";

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { cn } from "#components/ui/cn.ts";
import { ColumnFilterPopover } from "./column-filter.tsx";
import type { ColumnFilter, FilterValue } from "./table-types.ts";

type ColumnHeaderProps = {
  label: string;
  align?: "start" | "end" | "center";
  hidden?: boolean;
  sorted: false | "asc" | "desc";
  onSort: (() => void) | null;
  filter?: ColumnFilter;
  filterValue: FilterValue | null;
  onFilterChange: (value: FilterValue | null) => void;
};

export function ColumnHeader({
  label,
  align,
  hidden,
  sorted,
  onSort,
  filter,
  filterValue,
  onFilterChange,
}: ColumnHeaderProps) {
  if (hidden) return <span className="sr-only">{label}</span>;
  const SortIcon = sorted === "asc" ? ArrowUp : sorted === "desc" ? ArrowDown : ChevronsUpDown;
  return (
    <span
      className={cn(
        "flex items-center gap-0.5",
        align === "end" && "justify-end",
        align === "center" && "justify-center",
      )}
    >
      {onSort ? (
        <button
          type="button"
          onClick={onSort}
          className={cn(
            "group/sort inline-flex h-6 items-center gap-1 rounded-sm px-1.5 hover:bg-hover hover:text-foreground",
            // The label stands above its values: the arrow is on its inner side.
            align === "end" ? "-mr-1.5 flex-row-reverse" : "-ml-1.5",
            sorted && "text-foreground",
          )}
        >
          {label}
          <SortIcon
            aria-hidden
            className={cn(
              "size-3 shrink-0",
              !sorted && "opacity-40 group-hover/sort:opacity-80 group-focus-visible/sort:opacity-80",
            )}
          />
        </button>
      ) : (
        <span>{label}</span>
      )}
      {filter && (
        <ColumnFilterPopover
          label={label}
          filter={filter}
          value={filterValue}
          onValueChange={onFilterChange}
        />
      )}
    </span>
  );
}
