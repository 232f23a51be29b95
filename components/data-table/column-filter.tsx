"use client";

import { ListFilter } from "lucide-react";
import { cn } from "#components/ui/cn.ts";
import { OnDemand } from "#components/ui/on-demand.tsx";
import type { ColumnFilterProps } from "./filter-popover.tsx";
import { isActive } from "./filter-words.ts";

const loadPopover = () => import("./filter-popover.tsx").then((module) => module.FilterPopover);

/** The filter of one column, behind a button in its header. */
export function ColumnFilterPopover(props: ColumnFilterProps) {
  const active = isActive(props.value);
  const trigger = (
    <button
      type="button"
      aria-label={active ? `Filter by ${props.label}, active` : `Filter by ${props.label}`}
      className={cn(
        "grid size-6 shrink-0 place-items-center rounded-sm text-muted hover:bg-hover hover:text-foreground data-popup-open:bg-hover data-popup-open:text-foreground",
        active && "bg-accent-subtle text-accent-text hover:bg-accent-subtle hover:text-accent-text",
      )}
    >
      <ListFilter aria-hidden className="size-3.5" />
    </button>
  );
  return (
    <OnDemand kind="dialog" load={loadPopover} trigger={trigger}>
      {(Popover) => <Popover {...props} trigger={trigger} defaultOpen />}
    </OnDemand>
  );
}
