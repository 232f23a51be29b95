import type { ReactNode } from "react";

export type NavigationItem = {
  href: string;
  label: string;
  icon: ReactNode;
  /** Current only at exactly this path, as for an overview at the root of the others. */
  exact?: boolean;
  /** Something to notice, for instance how many webhooks fail. */
  badge?: ReactNode;
};

export type NavigationGroup = { label?: string; items: readonly NavigationItem[] };

export function isCurrentPath(item: Pick<NavigationItem, "href" | "exact">, pathname: string): boolean {
  return pathname === item.href || (!item.exact && pathname.startsWith(`${item.href}/`));
}
