import type { NavigationGroup, NavigationItem } from "#components/layout/navigation.ts";
import type { Permissions } from "#lib/auth/core/permissions.ts";
import { type ConsolePage, HOME_HREF, permittedPages } from "./console-pages.ts";

/** Pages that exist, and that the administrator may open. */
export function consoleNavigation(permissions: Permissions): NavigationGroup[] {
  const pages = permittedPages(permissions).filter(({ isInMenu }) => isInMenu !== true);
  return [undefined, "Programme" as const, "Settings" as const]
    .map((group) => ({
      ...(group === undefined ? {} : { label: group }),
      items: pages
        .filter((page) => page.group === group && isFirstTab(page, pages))
        .map((page) => itemOf(page, pages)),
    }))
    .filter(({ items }) => items.length > 0);
}

function isFirstTab(page: ConsolePage, pages: readonly ConsolePage[]): boolean {
  return page.tabOf === undefined || pages.find(({ tabOf }) => tabOf === page.tabOf) === page;
}

function itemOf(
  { href, label, icon: Icon, tabOf }: ConsolePage,
  pages: readonly ConsolePage[],
): NavigationItem {
  const tabs = pages.filter((page) => tabOf !== undefined && page.tabOf === tabOf);
  return {
    href,
    label: tabOf ?? label,
    icon: <Icon aria-hidden />,
    exact: href === HOME_HREF,
    others: tabs.map((tab) => tab.href),
  };
}
