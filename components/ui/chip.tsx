"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

type ChipProps = {
  children: ReactNode;
  /** Names the remove button, for instance "Remove filter URL". */
  removeLabel: string;
  onRemove: () => void;
  disabled?: boolean;
  className?: string;
};

export function Chip({ children, removeLabel, onRemove, disabled, className }: ChipProps) {
  return (
    <span
      data-slot="chip"
      className={cn(
        "inline-flex h-6.5 max-w-full items-center rounded-md border border-border-strong bg-surface pl-2 text-xs text-foreground",
        className,
      )}
    >
      <span className="min-w-0 truncate">{children}</span>
      <button
        type="button"
        aria-label={removeLabel}
        disabled={disabled}
        onClick={onRemove}
        className="ml-0.5 grid size-6 shrink-0 place-items-center rounded-sm text-muted hover:text-foreground focus-visible:-outline-offset-2 disabled:opacity-50"
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  );
}
