"use client";

import { LogOut } from "lucide-react";
import type { ReactNode } from "react";
import { DropdownMenu, MenuItem, MenuLink, MenuSeparator } from "#components/ui/dropdown-menu.tsx";
import type { OnDemandProps } from "#components/ui/on-demand.tsx";

export type UserMenuProps = {
  name: string;
  /** Role or address. */
  detail?: string;
  /** Above "Sign out". */
  links: readonly { href: string; label: string; icon: ReactNode }[];
  onSignOut: () => void;
};

export function UserMenuPopup({
  trigger,
  defaultOpen,
  name,
  detail,
  links,
  onSignOut,
}: OnDemandProps & UserMenuProps) {
  return (
    <DropdownMenu className="min-w-52" trigger={trigger} defaultOpen={defaultOpen}>
      <div className="px-2 py-1.5">
        <p className="truncate font-medium">{name}</p>
        {detail && <p className="truncate text-xs text-muted">{detail}</p>}
      </div>
      <MenuSeparator />
      {links.map(({ href, label, icon }) => (
        <MenuLink key={href} href={href} icon={icon}>
          {label}
        </MenuLink>
      ))}
      <MenuItem icon={<LogOut aria-hidden />} onSelect={onSignOut}>
        Sign out
      </MenuItem>
    </DropdownMenu>
  );
}
