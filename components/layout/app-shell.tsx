"use client";

import { Menu } from "lucide-react";
import type { ReactNode } from "react";
import { ThemeSwitch } from "#components/theme/theme-switch.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Link } from "#components/ui/link.tsx";
import { OnDemand } from "#components/ui/on-demand.tsx";
import { Logo, LogoMark } from "./logo.tsx";
import type { NavigationGroup } from "./navigation.ts";
import { SideNav } from "./side-nav.tsx";

type AppShellProps = {
  navigation: readonly NavigationGroup[];
  /** Where the logo leads. */
  homeHref: string;
  storeSwitcher?: ReactNode;
  breadcrumbs?: ReactNode;
  /** Before the theme switch: search, notices. */
  tools?: ReactNode;
  userMenu?: ReactNode;
  /** Under the navigation, for instance version and documents. */
  navigationFooter?: ReactNode;
  children: ReactNode;
};

const loadNavigation = () => import("./navigation-sheet.tsx").then((module) => module.NavigationSheet);

const navigationTrigger = (
  <IconButton
    label="Open navigation"
    tooltip={false}
    className="-ml-1 lg:hidden"
    icon={<Menu aria-hidden />}
  />
);

/** The frame of the console: navigation at the side (a sheet below 1024 px), a bar on top, the page. */
export function AppShell({
  navigation,
  homeHref,
  storeSwitcher,
  breadcrumbs,
  tools,
  userMenu,
  navigationFooter,
  children,
}: AppShellProps) {
  return (
    <div data-slot="app-shell" className="min-h-dvh [--shell-top:3rem] lg:pl-58">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-primary px-3 py-2 text-primary-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>

      <aside
        aria-label="Sidebar"
        className="fixed inset-y-0 left-0 z-30 flex w-58 flex-col border-r bg-surface max-lg:hidden"
      >
        <div className="flex h-12 shrink-0 items-center px-4">
          <Link href={homeHref} className="rounded-md">
            <Logo />
          </Link>
        </div>
        {storeSwitcher && <div className="px-2.5 pt-1 pb-2">{storeSwitcher}</div>}
        <div className="min-h-0 flex-1 overflow-y-auto">
          <SideNav groups={navigation} />
        </div>
        {navigationFooter && (
          <div className="shrink-0 border-t px-4 py-2.5 text-xs text-muted">{navigationFooter}</div>
        )}
      </aside>

      <header className="sticky top-0 z-20 flex h-12 items-center gap-2 border-b bg-surface px-3 lg:px-6">
        <OnDemand kind="dialog" load={loadNavigation} trigger={navigationTrigger}>
          {(NavigationSheet) => (
            <NavigationSheet
              navigation={navigation}
              storeSwitcher={storeSwitcher}
              footer={navigationFooter}
              trigger={navigationTrigger}
              defaultOpen
            />
          )}
        </OnDemand>
        <Link href={homeHref} aria-label="Pointhook, home" className="rounded-md lg:hidden">
          <LogoMark />
        </Link>
        <div className="min-w-0 flex-1 max-lg:pl-1">{breadcrumbs}</div>
        <div className="flex shrink-0 items-center gap-1">
          {tools}
          <ThemeSwitch />
          {userMenu}
        </div>
      </header>

      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-352 px-4 py-5 outline-none sm:px-6 lg:px-8 lg:py-7"
      >
        {children}
      </main>
    </div>
  );
}
