import type { Crumb } from "#components/ui/breadcrumbs.tsx";
import { sectionOf } from "./console-pages.ts";

/** Where a path of the console is, from the top. Unknown paths have no crumbs. */
export function crumbsOf(pathname: string): Crumb[] {
  const section = sectionOf(pathname);
  if (section === undefined) return [];
  const { href, label, group, item = label } = section;
  const rest = pathname.slice(href.length).split("/").filter(Boolean);
  return [
    ...(group === undefined ? [] : [{ label: group }]),
    { label, href },
    ...rest.map((segment, index) => ({
      label: segment === "new" ? `Add new ${item.toLowerCase()}` : (PAGES[segment] ?? item),
      href: [href, ...rest.slice(0, index + 1)].join("/"),
    })),
  ];
}

/** Pages below a section or below one of its things; any other segment is a thing's id. */
const PAGES: Readonly<Record<string, string>> = {
  edit: "Edit",
  wallet: "Wallet",
  transactions: "Transactions",
  rewards: "Rewards",
  achievements: "Achievements",
  events: "Events",
  deliveries: "Deliveries",
  replays: "Replays",
  settings: "Settings",
  secrets: "Secrets",
  audit: "Audit",
};
