"use client";

import { DropdownMenu, MenuRadioGroup } from "#components/ui/dropdown-menu.tsx";
import type { OnDemandProps } from "#components/ui/on-demand.tsx";

export type StoreSwitcherProps = {
  stores: readonly { code: string; name: string }[];
  current: string;
  onSelect: (code: string) => void;
};

export function StoreSwitcherPopup({
  trigger,
  defaultOpen,
  stores,
  current,
  onSelect,
}: OnDemandProps & StoreSwitcherProps) {
  return (
    <DropdownMenu
      align="start"
      className="w-(--anchor-width) min-w-53"
      trigger={trigger}
      defaultOpen={defaultOpen}
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
