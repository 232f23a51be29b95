import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

/** Plain table parts, for small fixed tables. Lists that sort, filter and page use `DataTable`. */
export function Table({ className, label, ...props }: ComponentProps<"table"> & { label: string }) {
  return (
    // A region that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling with the arrow keys needs focus.
    <section aria-label={label} tabIndex={0} className="relative w-full overflow-x-auto">
      <table
        data-slot="table"
        aria-label={label}
        className={cn("w-full border-collapse text-sm", className)}
        {...props}
      />
    </section>
  );
}

export function TableBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody data-slot="table-body" className={cn("divide-y", className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr data-slot="table-row" className={className} {...props} />;
}

export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td data-slot="table-cell" className={cn("h-10 px-3 py-1.5 align-middle", className)} {...props} />;
}
