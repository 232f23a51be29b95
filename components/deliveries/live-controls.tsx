"use client";

import { RefreshCw } from "lucide-react";
import { useQueryState } from "nuqs";
import { useId } from "react";
import { parseAsFlag } from "#components/data-table/table-search-params.ts";
import { cn } from "#components/ui/cn.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Switch } from "#components/ui/switch.tsx";

const parseAsTail = parseAsFlag.withDefault(false);

/** Whether new rows arrive by themselves, kept in the address. */
export function useTail() {
  return useQueryState("tail", parseAsTail);
}

type LiveControlsProps = {
  isTailing: boolean;
  onTailingChange: (isTailing: boolean) => void;
  isRefreshing: boolean;
  onRefresh: () => void;
};

export function LiveControls({ isTailing, onTailingChange, isRefreshing, onRefresh }: LiveControlsProps) {
  const id = useId();
  return (
    <div className="ml-auto flex h-8 items-center gap-3">
      <span className="flex items-center gap-2">
        <span id={id} className={cn("text-xs", isTailing ? "text-foreground" : "text-muted")}>
          Auto-refresh
        </span>
        <Switch aria-labelledby={id} value={isTailing} onValueChange={onTailingChange} />
      </span>
      <IconButton
        size="sm"
        variant="secondary"
        label="Refresh"
        icon={<RefreshCw aria-hidden className={cn("size-3.5", isRefreshing && "animate-spin")} />}
        onClick={onRefresh}
      />
    </div>
  );
}
