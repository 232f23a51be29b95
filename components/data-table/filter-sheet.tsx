"use client";

import { ListFilter } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { OnDemand } from "#components/ui/on-demand.tsx";
import type { FilterPanelProps } from "./filter-panel.tsx";
import { isActive } from "./filter-words.ts";

const loadPanel = () => import("./filter-panel.tsx").then((module) => module.FilterPanel);

/** Phones have no table header: its filters and sorts are here. */
export function FilterSheet(props: FilterPanelProps) {
  const filterable = props.columns.filter((column) => column.filter);
  if (filterable.length === 0 && !props.columns.some((column) => column.sortable)) return null;
  const activeCount = filterable.filter((column) => isActive(props.filters[column.id])).length;
  const trigger = (
    <Button>
      <ListFilter aria-hidden />
      Filter and sort
      {activeCount > 0 && <Badge tone="accent">{activeCount}</Badge>}
    </Button>
  );
  return (
    <OnDemand kind="dialog" load={loadPanel} trigger={trigger}>
      {(Panel) => <Panel {...props} trigger={trigger} defaultOpen />}
    </OnDemand>
  );
}
