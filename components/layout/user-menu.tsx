"use client";

import { LogOut } from "lucide-react";
import type { ReactNode } from "react";
import { DropdownMenu, MenuItem, MenuSeparator } from "#components/ui/dropdown-menu.tsx";

type UserMenuProps = {
  name: string;
  /** Role or address. */
  detail?: string;
  onSignOut: () => void;
  /** Further menu items, above "Sign out". */
  children?: ReactNode;
};

export function UserMenu({ name, detail, onSignOut, children }: UserMenuProps) {
  return (
    <DropdownMenu
      className="min-w-52"
      trigger={
        <button
          type="button"
          aria-label={`Account: ${name}`}
          className="ml-1 grid size-7 place-items-center rounded-full border border-border-strong bg-subtle text-xs font-medium text-foreground uppercase transition-colors hover:bg-hover data-popup-open:bg-hover"
        >
          {name.trim().slice(0, 1) || "?"}
        </button>
      }
    >
      <div className="px-2 py-1.5">
        <p className="truncate font-medium">{name}</p>
        {detail && <p className="truncate text-xs text-muted">{detail}</p>}
      </div>
      <MenuSeparator />
      {children}
      <MenuItem icon={<LogOut aria-hidden />} onSelect={onSignOut}>
        Sign out
      </MenuItem>
    </DropdownMenu>
  );
}
