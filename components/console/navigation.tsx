import type { NavigationGroup } from "#components/layout/navigation.ts";
import type { Permissions } from "#lib/auth/core/permissions.ts";
import { HOME_HREF, permittedPages } from "./console-pages.ts";

/** Pages that exist, and that the administrator may open. */
export function consoleNavigation(permissions: Permissions): NavigationGroup[] {
  const pages = permittedPages(permissions);
  return [undefined, "Programme" as const, "Settings" as const]
    .map((group) => ({
      ...(group === undefined ? {} : { label: group }),
      items: pages
        .filter((page) => page.group === group)
        .map(({ href, label, icon: Icon }) => ({
          href,
          label,
          icon: <Icon aria-hidden />,
          exact: href === HOME_HREF,
        })),
    }))
    .filter(({ items }) => items.length > 0);
}
