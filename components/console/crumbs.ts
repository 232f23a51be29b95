import type { Crumb } from "#components/ui/breadcrumbs.tsx";

/** Where a path of the console is, from the top. Unknown paths have no crumbs. */
export function crumbsOf(pathname: string): Crumb[] {
  const [section, ...rest] = pathname.split("/").filter(Boolean);
  if (section === "deliveries")
    return withPages([{ label: "Deliveries", href: "/deliveries" }], rest, "Delivery");
  if (section === "settings" && rest[0] === "webhooks") {
    const top = [{ label: "Settings" }, { label: "Webhooks", href: "/settings/webhooks" }];
    return withPages(top, rest.slice(1), "Webhook");
  }
  return [];
}

const PAGES: Readonly<Record<string, string>> = {
  new: "Add new webhook",
  edit: "Edit",
  deliveries: "Deliveries",
  replays: "Replays",
  settings: "Settings",
  verify: "Verify",
};

/** One item of a list and the pages below it. */
function withPages(top: Crumb[], rest: readonly string[], itemLabel: string): Crumb[] {
  const base = top.at(-1)?.href ?? "";
  return [
    ...top,
    ...rest.map((segment, index) => ({
      label: PAGES[segment] ?? itemLabel,
      href: [base, ...rest.slice(0, index + 1)].join("/"),
    })),
  ];
}
