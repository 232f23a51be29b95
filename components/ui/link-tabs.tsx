"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { cn } from "./cn.ts";
import { Link } from "./link.tsx";
import { TabCount } from "./tabs.tsx";

export type LinkTab = {
  href: string;
  label: ReactNode;
  count?: number;
  /** Current only at exactly this path; without it also below it. */
  exact?: boolean;
};

/** Tabs that are pages: a navigation with addresses, so they open in a new window and survive a reload. */
export function LinkTabs({
  items,
  label,
  className,
}: {
  items: readonly LinkTab[];
  label: string;
  className?: string;
}) {
  const pathname = usePathname();
  const nav = useRef<HTMLElement>(null);
  // On a phone there are more than fit: the current one must be among those that are seen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path decides which one is current.
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>("[aria-current=page]");
    if (current && nav.current) {
      nav.current.scrollLeft = current.offsetLeft - (nav.current.clientWidth - current.offsetWidth) / 2;
    }
  }, [pathname]);
  return (
    <nav
      ref={nav}
      aria-label={label}
      className={cn("relative flex gap-5 overflow-x-auto border-b", className)}
    >
      {items.map((item) => {
        const path = item.href.split("?")[0] ?? item.href;
        const isCurrent = pathname === path || (!item.exact && pathname.startsWith(`${path}/`));
        return (
          <Link
            key={item.href}
            href={item.href}
            aria-current={isCurrent ? "page" : undefined}
            className={cn(
              "inline-flex h-9 items-center gap-1.5 whitespace-nowrap border-b-2 border-transparent font-medium text-muted transition-colors hover:text-foreground focus-visible:-outline-offset-2",
              isCurrent && "border-accent text-foreground",
            )}
          >
            {item.label}
            {item.count !== undefined && <TabCount count={item.count} />}
          </Link>
        );
      })}
    </nav>
  );
}
