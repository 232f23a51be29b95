"use client";

import { Combobox as ComboboxPrimitive } from "@base-ui/react/combobox";
import { Check, Search } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import type { ComboboxGroup, ComboboxOption } from "./combobox-options.ts";

type ComboboxPopupProps = {
  label: string;
  searchPlaceholder: string;
  emptyText: ReactNode;
  multiple?: boolean;
  footer?: ReactNode;
};

/** The list with its search field; stands inside a combobox root whose items are groups. */
export function ComboboxPopup({ label, searchPlaceholder, emptyText, multiple, footer }: ComboboxPopupProps) {
  return (
    <ComboboxPrimitive.Portal>
      <ComboboxPrimitive.Positioner align="start" sideOffset={4} className="z-50">
        <ComboboxPrimitive.Popup
          data-slot="combobox-popup"
          aria-label={label}
          className="popup popup-motion flex max-h-[min(26rem,var(--available-height))] w-[max(var(--anchor-width),18rem)] max-w-(--available-width) flex-col overflow-hidden"
        >
          <div className="relative shrink-0 border-b">
            <Search
              aria-hidden
              className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-muted"
            />
            <ComboboxPrimitive.Input
              aria-label={`Search: ${label}`}
              placeholder={searchPlaceholder}
              className="h-9 w-full bg-transparent pr-2.5 pl-8 text-sm outline-none placeholder:text-muted pointer-coarse:h-11 pointer-coarse:text-lg"
            />
          </div>
          <ComboboxPrimitive.Empty>
            <div className="px-3 py-6 text-center text-muted">{emptyText}</div>
          </ComboboxPrimitive.Empty>
          <ComboboxPrimitive.List className="min-h-0 flex-1 scroll-py-8 overflow-y-auto overscroll-contain px-1 pb-1 outline-none data-empty:p-0">
            {(group: ComboboxGroup) => (
              <ComboboxPrimitive.Group key={group.label} items={group.items} className="pt-1">
                {group.label && (
                  <ComboboxPrimitive.GroupLabel className="sticky top-0 z-10 bg-surface px-2 pt-1.5 pb-1 text-xs font-medium text-muted">
                    {group.label}
                  </ComboboxPrimitive.GroupLabel>
                )}
                <ComboboxPrimitive.Collection>
                  {(option: ComboboxOption) => (
                    <OptionRow key={option.value} option={option} multiple={multiple} />
                  )}
                </ComboboxPrimitive.Collection>
              </ComboboxPrimitive.Group>
            )}
          </ComboboxPrimitive.List>
          {footer}
        </ComboboxPrimitive.Popup>
      </ComboboxPrimitive.Positioner>
    </ComboboxPrimitive.Portal>
  );
}

function OptionRow({ option, multiple }: { option: ComboboxOption; multiple?: boolean }) {
  return (
    <ComboboxPrimitive.Item
      value={option}
      disabled={option.disabled}
      className="group flex cursor-default gap-2 rounded-sm px-2 py-1.5 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover"
    >
      {multiple && (
        <span
          aria-hidden
          className={cn(
            "mt-0.5 grid size-4 shrink-0 place-items-center rounded-sm border border-control bg-surface text-transparent",
            "group-data-selected:border-accent group-data-selected:bg-accent group-data-selected:text-accent-foreground",
          )}
        >
          <Check className="size-3" strokeWidth={3} />
        </span>
      )}
      <span className="min-w-0 flex-1">
        <span className="block text-foreground">{option.label}</span>
        {option.description && <span className="block text-xs text-muted">{option.description}</span>}
      </span>
      {!multiple && (
        <Check aria-hidden className="mt-0.5 size-3.5 shrink-0 opacity-0 group-data-selected:opacity-100" />
      )}
    </ComboboxPrimitive.Item>
  );
}
