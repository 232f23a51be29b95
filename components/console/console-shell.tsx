"use client";

import { CircleUser } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { type ReactNode, startTransition } from "react";
import { AppShell } from "#components/layout/app-shell.tsx";
import { isCurrentPath } from "#components/layout/navigation.ts";
import { StoreSwitcher } from "#components/layout/store-switcher.tsx";
import { UserMenu } from "#components/layout/user-menu.tsx";
import { Breadcrumbs } from "#components/ui/breadcrumbs.tsx";
import { toast } from "#components/ui/toast.ts";
import { DisabledNotice } from "#components/webhooks/disabled-notice.tsx";
import type { Permissions } from "#lib/auth/core/permissions.ts";
import { selectStoreAction, signOutAction } from "#lib/auth/session-actions.ts";
import type { DisabledNotices } from "#lib/webhooks/schema.ts";
import { ConnectionNotice } from "./connection-notice.tsx";
import { ConsoleKeys } from "./console-keys.tsx";
import { HOME_HREF } from "./console-pages.ts";
import { crumbsOf } from "./crumbs.ts";
import { consoleNavigation } from "./navigation.tsx";
import { TimeZoneNote } from "./time-zone-note.tsx";

type ConsoleShellProps = {
  stores: readonly { code: string; name: string }[];
  storeCode: string;
  user: { name: string; detail?: string };
  permissions: Permissions;
  networksNotice: string | null;
  disabledNotices: DisabledNotices;
  version: string;
  children: ReactNode;
};

export function ConsoleShell({
  stores,
  storeCode,
  user,
  permissions,
  networksNotice,
  disabledNotices,
  version,
  children,
}: ConsoleShellProps) {
  const pathname = usePathname();
  const router = useRouter();
  const navigation = consoleNavigation(permissions);
  const crumbs = crumbsOf(pathname);

  const selectStore = (code: string) => {
    if (code === storeCode) return;
    startTransition(async () => {
      const result = await selectStoreAction({ storeCode: code });
      if (result.serverError) {
        toast.error("The store was not switched", { description: result.serverError.message });
        return;
      }
      // What the page is about belongs to the store that was left: go to the top of its section.
      const section = navigation.flatMap(({ items }) => items).find((item) => isCurrentPath(item, pathname));
      router.push(section?.href ?? HOME_HREF);
      router.refresh();
    });
  };

  return (
    <AppShell
      navigation={navigation}
      homeHref={HOME_HREF}
      storeSwitcher={<StoreSwitcher stores={stores} current={storeCode} onSelect={selectStore} />}
      breadcrumbs={crumbs.length > 0 && <Breadcrumbs items={crumbs} />}
      tools={<ConsoleKeys permissions={permissions} />}
      userMenu={
        <UserMenu
          name={user.name}
          detail={user.detail}
          links={[{ href: "/settings/profile", label: "Profile", icon: <CircleUser aria-hidden /> }]}
          onSignOut={() => startTransition(() => signOutAction())}
        />
      }
      navigationFooter={
        <div className="grid gap-1.5">
          {networksNotice && <p className="break-words">{networksNotice}</p>}
          <TimeZoneNote />
          <p>Pointhook {version}</p>
        </div>
      }
    >
      <DisabledNotice {...disabledNotices} />
      {children}
      <ConnectionNotice />
    </AppShell>
  );
}
