import {
  AlarmClock,
  BookOpen,
  CircleUser,
  FileUp,
  Gift,
  IdCard,
  Inbox,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  Megaphone,
  Radio,
  Receipt,
  ScrollText,
  Send,
  SlidersHorizontal,
  Ticket,
  Trophy,
  Users,
  Webhook,
} from "lucide-react";
import { isPermitted, type Permissions, type Resource } from "#lib/auth/core/permissions.ts";

export type ConsolePage = {
  href: string;
  label: string;
  icon: LucideIcon;
  /** The heading that it stands under in the navigation. */
  group?: "Programme" | "Settings";
  /** One line of the navigation for several pages, which are tabs of it. */
  tabOf?: "Programme setup";
  /** Not in the navigation: the menu of the administrator has it. */
  isInMenu?: boolean;
  /** What one thing of its list is called, in breadcrumbs. */
  item?: string;
  /** After "g" on the keyboard: goes there. */
  key: string;
  /** Shown to those who may view this, or to everybody; the page asks again. */
  needs: Resource | null;
  /** More than viewing, for a page that is of use to nobody else. */
  access?: "MODIFY";
};

const WEBHOOKS = "WEBHOOK_SUBSCRIPTION";

/**
 * The sections of the console, in their order. Navigation, breadcrumbs, command palette and keyboard map are made of
 * these lines: a new section is one line more.
 */
export const CONSOLE_PAGES: readonly ConsolePage[] = [
  { href: "/", label: "Overview", icon: LayoutDashboard, key: "o", needs: WEBHOOKS },
  { href: "/deliveries", label: "Deliveries", icon: Send, item: "Delivery", key: "d", needs: WEBHOOKS },
  { href: "/events", label: "Events", icon: Radio, item: "Event", key: "e", needs: WEBHOOKS },
  { href: "/catalogue", label: "Catalogue", icon: BookOpen, item: "Event", key: "c", needs: WEBHOOKS },
  { href: "/inbox", label: "Test inbox", icon: Inbox, key: "i", needs: WEBHOOKS, access: "MODIFY" },
  {
    href: "/members",
    label: "Members",
    icon: IdCard,
    group: "Programme",
    item: "Member",
    key: "m",
    needs: "CUSTOMER",
  },
  {
    href: "/transactions",
    label: "Transactions",
    icon: Receipt,
    group: "Programme",
    item: "Transaction",
    key: "t",
    needs: "TRANSACTION",
  },
  {
    href: "/rewards",
    label: "Rewards",
    icon: Gift,
    group: "Programme",
    item: "Reward",
    key: "r",
    needs: "REWARDS",
  },
  {
    href: "/redemptions",
    label: "Redemptions",
    icon: Ticket,
    group: "Programme",
    item: "Redemption",
    key: "b",
    needs: "ISSUED_REWARDS",
  },
  {
    href: "/campaigns",
    label: "Campaigns",
    icon: Megaphone,
    group: "Programme",
    item: "Campaign",
    key: "n",
    needs: "CAMPAIGN",
  },
  {
    href: "/achievements",
    label: "Achievements",
    icon: Trophy,
    group: "Programme",
    item: "Achievement",
    key: "h",
    needs: "CAMPAIGN",
  },
  {
    href: "/imports",
    label: "Imports",
    icon: FileUp,
    group: "Programme",
    item: "Import",
    key: "f",
    needs: "IMPORT",
  },
  {
    href: "/settings/webhooks",
    label: "Webhooks",
    icon: Webhook,
    group: "Settings",
    item: "Webhook",
    key: "w",
    needs: WEBHOOKS,
  },
  {
    href: "/settings/programme/tiers",
    label: "Tiers",
    icon: SlidersHorizontal,
    group: "Settings",
    tabOf: "Programme setup",
    item: "Tier set",
    key: "s",
    needs: "LEVEL",
  },
  {
    href: "/settings/programme/wallet-types",
    label: "Wallet types",
    icon: SlidersHorizontal,
    group: "Settings",
    tabOf: "Programme setup",
    item: "Wallet type",
    key: "u",
    needs: "WALLET",
  },
  {
    href: "/settings/programme/custom-events",
    label: "Custom events",
    icon: SlidersHorizontal,
    group: "Settings",
    tabOf: "Programme setup",
    item: "Custom event",
    key: "v",
    needs: "CUSTOM_EVENT",
  },
  {
    href: "/settings/expiring-notifications",
    label: "Expiring notifications",
    icon: AlarmClock,
    group: "Settings",
    key: "x",
    needs: "SETTINGS",
  },
  { href: "/settings/api-keys", label: "API keys", icon: KeyRound, group: "Settings", key: "k", needs: null },
  {
    href: "/settings/administrators",
    label: "Administrators",
    icon: Users,
    group: "Settings",
    key: "a",
    needs: "ADMIN",
  },
  {
    href: "/settings/audit",
    label: "Audit log",
    icon: ScrollText,
    group: "Settings",
    key: "l",
    needs: "AUDIT",
  },
  {
    href: "/settings/profile",
    label: "Profile",
    icon: CircleUser,
    group: "Settings",
    isInMenu: true,
    key: "p",
    needs: null,
  },
];

export const HOME_HREF = "/";

export function permittedPages(permissions: Permissions): readonly ConsolePage[] {
  return CONSOLE_PAGES.filter(
    ({ needs, access }) => needs === null || isPermitted(permissions, needs, access ?? "VIEW"),
  );
}

/** The section that a path belongs to. */
export function sectionOf(pathname: string): ConsolePage | undefined {
  return CONSOLE_PAGES.find(
    ({ href }) => pathname === href || (href !== HOME_HREF && pathname.startsWith(`${href}/`)),
  );
}

/** The pages that stand in one line of the navigation. */
export function permittedTabs(
  permissions: Permissions,
  tabOf: NonNullable<ConsolePage["tabOf"]>,
): { href: string; label: string }[] {
  return permittedPages(permissions)
    .filter((page) => page.tabOf === tabOf)
    .map(({ href, label }) => ({ href, label }));
}
