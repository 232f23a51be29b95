"use client";

import { OnDemand } from "#components/ui/on-demand.tsx";
import type { UserMenuProps } from "./user-menu-popup.tsx";

const loadMenu = () => import("./user-menu-popup.tsx").then((module) => module.UserMenuPopup);

export function UserMenu(props: UserMenuProps) {
  const trigger = (
    <button
      type="button"
      aria-label={`Account: ${props.name}`}
      className="ml-1 grid size-7 place-items-center rounded-full border border-border-strong bg-subtle text-xs font-medium text-foreground uppercase transition-colors hover:bg-hover data-popup-open:bg-hover"
    >
      {props.name.trim().slice(0, 1) || "?"}
    </button>
  );
  return (
    <OnDemand kind="menu" load={loadMenu} trigger={trigger}>
      {(Menu) => <Menu {...props} trigger={trigger} defaultOpen />}
    </OnDemand>
  );
}
