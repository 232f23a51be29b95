"use client";

import { ChevronsUpDown, Store } from "lucide-react";
import { DropdownMenu, MenuRadioGroup } from "#components/ui/dropdown-menu.tsx";

type StoreSwitcherProps = {
  stores: readonly { code: string; name: string }[];
  current: string;
  onSelect: (code: string) => void;
};

/** With one store there is nothing to switch: its name only. */
export function StoreSwitcher({ stores, current, onSelect }: StoreSwitcherProps) {
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
  return (
    <DropdownMenu
      align="start"
      className="w-(--anchor-width) min-w-53"
      trigger={
        <button
          type="button"
          aria-label={`Store: ${store?.name ?? current}`}
          className="flex h-8 w-full items-center gap-2 rounded-md border border-border-strong px-2 transition-colors hover:bg-hover data-popup-open:bg-hover"
        >
          {name}
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted" />
        </button>
      }
    >
      <MenuRadioGroup
        label="Store"
        value={current}
        onValueChange={onSelect}
        options={stores.map(({ code, name: label }) => ({ value: code, label, detail: code }))}
      />
    </DropdownMenu>
  );
}
