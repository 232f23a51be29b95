import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { Link } from "./link.tsx";

export type Crumb = { label: ReactNode; href?: string };

/** The last item is the current page. On phones only its parent and itself are shown. */
export function Breadcrumbs({ items, className }: { items: readonly Crumb[]; className?: string }) {
  return (
    <nav aria-label="Breadcrumb" className={cn("min-w-0", className)}>
      <ol className="flex min-w-0 items-center gap-1 text-sm">
        {items.map((item, index) => {
          const isLast = index === items.length - 1;
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a crumb is its place in the path.
              key={index}
              className={cn(
                "flex min-w-0 items-center gap-1",
                isLast ? "shrink" : "shrink-0",
                index < items.length - 2 && "max-sm:hidden",
              )}
            >
              {index > 0 && (
                <ChevronRight
                  aria-hidden
                  className={cn(
                    "size-3.5 shrink-0 text-muted",
                    index === items.length - 2 && "max-sm:hidden",
                  )}
                />
              )}
              {isLast ? (
                <span aria-current="page" className="truncate font-medium text-foreground">
                  {item.label}
                </span>
              ) : item.href ? (
                <Link href={item.href} className="rounded-xs py-0.5 text-muted hover:text-foreground">
                  {item.label}
                </Link>
              ) : (
                <span className="text-muted">{item.label}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
