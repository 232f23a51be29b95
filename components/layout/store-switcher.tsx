"use client";

import { ChevronsUpDown, Store } from "lucide-react";
import { OnDemand } from "#components/ui/on-demand.tsx";
import type { StoreSwitcherProps } from "./store-switcher-popup.tsx";

const loadMenu = () => import("./store-switcher-popup.tsx").then((module) => module.StoreSwitcherPopup);

/** With one store there is nothing to switch: its name only. */
export function StoreSwitcher(props: StoreSwitcherProps) {
  const { stores, current } = props;
  const store = stores.find((candidate) => candidate.code === current);
  const name = (
    <>
      <Store aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="min-w-0 flex-1 truncate text-left font-medium">{store?.name ?? current}</span>
    </>
  );
  if (stores.length < 2) {
    return <div className="flex h-8 items-center gap-2 rounded-md border px-2">{name}</div>;
  }
  const trigger = (
    <button
      type="button"
      aria-label={`Store: ${store?.name ?? current}`}
      className="flex h-8 w-full items-center gap-2 rounded-md border border-border-strong px-2 transition-colors hover:bg-hover data-popup-open:bg-hover"
    >
      {name}
      <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted" />
    </button>
  );
  return (
    <OnDemand kind="menu" load={loadMenu} trigger={trigger}>
      {(Menu) => <Menu {...props} trigger={trigger} defaultOpen />}
    </OnDemand>
  );
}
