"use client";

import { ChevronsUpDown } from "lucide-react";
import { cn } from "#components/ui/cn.ts";
import { controlClasses } from "#components/ui/control-classes.ts";
import { Pagination } from "#components/ui/pagination.tsx";
import { countOf } from "./filter-bar.tsx";
import type { TableNoun, TableTotal } from "./table-types.ts";

type TablePagerProps = {
  page: number;
  pageSize: number;
  pageSizes: readonly number[];
  total: TableTotal;
  noun: TableNoun;
  onPageChange: (page: number) => void;
  onPageSizeChange: (pageSize: number) => void;
};

export function TablePager({
  page,
  pageSize,
  pageSizes,
  total,
  noun,
  onPageChange,
  onPageSizeChange,
}: TablePagerProps) {
  const pageCount = Math.max(1, Math.ceil(total.filtered / pageSize));
  const first = (page - 1) * pageSize + 1;
  const last = Math.min(page * pageSize, total.filtered);
  // A size that came by the address and is not offered still has to be shown.
  const sizes = [...new Set([...pageSizes, pageSize])].sort((a, b) => a - b);
  return (
    <div
      data-slot="table-pager"
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-xs text-muted"
    >
      <p className="tabular">
        {first <= last && `${first.toLocaleString("en")}–${last.toLocaleString("en")} of `}
        {countOf(total.filtered, noun, total)}
      </p>
      <div className="flex items-center gap-4">
        <div className="flex items-center gap-2 max-sm:hidden">
          <span>Rows</span>
          <span className="relative">
            <select
              aria-label="Rows per page"
              className={cn(controlClasses, "h-7 w-16 appearance-none pr-6 pl-2 text-xs pointer-coarse:h-8")}
              value={pageSize}
              onChange={(event) => onPageSizeChange(Number(event.target.value))}
            >
              {sizes.map((size) => (
                <option key={size}>{size}</option>
              ))}
            </select>
            <ChevronsUpDown
              aria-hidden
              className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2"
            />
          </span>
        </div>
        <Pagination page={Math.min(page, pageCount)} pageCount={pageCount} onPageChange={onPageChange} />
      </div>
    </div>
  );
}
