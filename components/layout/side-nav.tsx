"use client";

import { usePathname } from "next/navigation";
import { cn } from "#components/ui/cn.ts";
import { Link } from "#components/ui/link.tsx";
import { isCurrentPath, type NavigationGroup } from "./navigation.ts";

type SideNavProps = { groups: readonly NavigationGroup[]; onNavigate?: () => void };

export function SideNav({ groups, onNavigate }: SideNavProps) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className="flex flex-col gap-4 px-2.5 py-2">
      {groups.map((group, index) => (
        <div key={group.label ?? `group-${index}`}>
          {group.label && <p className="px-2 pb-1 text-xs font-medium text-muted">{group.label}</p>}
          <ul aria-label={group.label} className="flex flex-col gap-0.5">
            {group.items.map((item) => {
              const isCurrent = isCurrentPath(item, pathname);
              return (
                <li key={item.href}>
                  <Link
                    href={item.href}
                    onClick={onNavigate}
                    aria-current={isCurrent ? "page" : undefined}
                    className={cn(
                      "flex h-7.5 items-center gap-2.5 rounded-md px-2 text-sm text-muted transition-colors hover:bg-hover hover:text-foreground max-lg:h-10",
                      "focus-visible:-outline-offset-2 [&_svg]:size-4 [&_svg]:shrink-0",
                      isCurrent && "bg-hover font-medium text-foreground [&_svg]:text-accent-text",
                    )}
                  >
                    {item.icon}
                    <span className="min-w-0 flex-1 truncate">{item.label}</span>
                    {item.badge}
                  </Link>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}
