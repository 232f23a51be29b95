import type { ReactNode } from "react";

export type NavigationItem = {
  href: string;
  label: string;
  icon: ReactNode;
  /** Current only at exactly this path, as for an overview at the root of the others. */
  exact?: boolean;
  /** Paths of pages that it stands for too. */
  others?: readonly string[];
  /** Something to notice, for instance how many webhooks fail. */
  badge?: ReactNode;
};

export type NavigationGroup = { label?: string; items: readonly NavigationItem[] };

type Place = Pick<NavigationItem, "href" | "exact" | "others">;

export function isCurrentPath({ href, exact, others = [] }: Place, pathname: string): boolean {
  return [href, ...others].some((path) => pathname === path || (!exact && pathname.startsWith(`${path}/`)));
}
