"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { cn } from "./cn.ts";
import { IconButton } from "./icon-button.tsx";
import { pageWindow } from "./page-window.ts";

type PaginationProps = {
  /** Counted from 1. */
  page: number;
  pageCount: number;
  onPageChange: (page: number) => void;
  label?: string;
  className?: string;
};

export function Pagination({ page, pageCount, onPageChange, label = "Pages", className }: PaginationProps) {
  return (
    <nav aria-label={label} data-slot="pagination" className={cn("flex items-center gap-0.5", className)}>
      <IconButton
        size="sm"
        tooltip={false}
        label="Previous page"
        icon={<ChevronLeft aria-hidden />}
        disabled={page <= 1}
        onClick={() => onPageChange(page - 1)}
      />
      {pageWindow(page, pageCount).map((entry, index) =>
        entry === "gap" ? (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a gap has no name but its place.
            key={`gap-${index}`}
            aria-hidden
            className="grid size-7 place-items-center text-muted max-sm:hidden"
          >
            …
          </span>
        ) : (
          <button
            key={entry}
            type="button"
            aria-label={`Page ${entry}`}
            aria-current={entry === page ? "page" : undefined}
            onClick={() => onPageChange(entry)}
            className={cn(
              "h-7 min-w-7 rounded-md border border-transparent px-1.5 text-xs text-muted tabular transition-colors hover:bg-hover hover:text-foreground max-sm:hidden",
              entry === page && "border-border-strong bg-surface font-medium text-foreground",
            )}
          >
            {entry}
          </button>
        ),
      )}
      <span className="px-1 text-xs text-muted tabular sm:hidden">
        {page} / {Math.max(pageCount, 1)}
      </span>
      <IconButton
        size="sm"
        tooltip={false}
        label="Next page"
        icon={<ChevronRight aria-hidden />}
        disabled={page >= pageCount}
        onClick={() => onPageChange(page + 1)}
      />
    </nav>
  );
}
