"use client";

import type { ReactNode } from "react";
import { useState } from "react";
import type { OnDemandProps } from "#components/ui/on-demand.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Logo } from "./logo.tsx";
import type { NavigationGroup } from "./navigation.ts";
import { SideNav } from "./side-nav.tsx";

type NavigationSheetProps = OnDemandProps & {
  navigation: readonly NavigationGroup[];
  storeSwitcher?: ReactNode;
  footer?: ReactNode;
};

/** The side navigation where there is no room for it at the side. */
export function NavigationSheet({
  trigger,
  defaultOpen = false,
  navigation,
  storeSwitcher,
  footer,
}: NavigationSheetProps) {
  const [isOpen, setIsOpen] = useState(defaultOpen);
  return (
    <Sheet side="left" title={<Logo />} open={isOpen} onOpenChange={setIsOpen} trigger={trigger}>
      <div className="flex min-h-full flex-col">
        {storeSwitcher && <div className="px-2.5 pt-3 pb-1">{storeSwitcher}</div>}
        <SideNav groups={navigation} onNavigate={() => setIsOpen(false)} />
        {footer && <div className="mt-auto border-t px-4 py-3 text-xs text-muted">{footer}</div>}
      </div>
    </Sheet>
  );
}
