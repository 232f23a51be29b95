import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export type Description = { term: ReactNode; value: ReactNode; key?: string };

type DescriptionListProps = {
  items: readonly Description[];
  /** `rows`: term and value side by side; `grid`: term above value, several in a row. */
  layout?: "rows" | "grid";
  className?: string;
};

export function DescriptionList({ items, layout = "rows", className }: DescriptionListProps) {
  return (
    <dl
      data-slot="description-list"
      className={cn(
        layout === "rows" ? "divide-y" : "grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-4",
        className,
      )}
    >
      {items.map((item, index) => (
        <div
          key={item.key ?? (typeof item.term === "string" ? item.term : index)}
          className={cn(
            layout === "rows" && "grid gap-x-4 py-2 sm:grid-cols-[minmax(8rem,12rem)_minmax(0,1fr)]",
            layout === "grid" && "min-w-0",
          )}
        >
          <dt className={cn("text-muted", layout === "grid" && "text-xs")}>{item.term}</dt>
          <dd className="min-w-0 break-words text-foreground">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
