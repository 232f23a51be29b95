"use client";

import { Combobox as ComboboxPrimitive } from "@base-ui/react/combobox";
import { ChevronsUpDown } from "lucide-react";
import { type ReactNode, type Ref, useMemo } from "react";
import { cn } from "./cn.ts";
import { type ComboboxGroup, type ComboboxOption, groupOptions, matchesQuery } from "./combobox-options.ts";
import { ComboboxPopup } from "./combobox-popup.tsx";
import { controlClasses } from "./control-classes.ts";

export type ComboboxControlProps = {
  options: readonly ComboboxOption[];
  /** Names the popup and the search field, for instance "Event". */
  label: string;
  placeholder?: string;
  searchPlaceholder?: string;
  emptyText?: ReactNode;
  id?: string;
  disabled?: boolean;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
  onBlur?: () => void;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

export type ComboboxProps = ComboboxControlProps & {
  value: string | null;
  onValueChange: (value: string | null) => void;
};

export const comboboxTriggerClasses = cn(
  controlClasses,
  "flex h-8 items-center justify-between gap-2 text-left pointer-coarse:h-10",
);

/** One choice out of a searchable list. */
export function Combobox({
  options,
  value,
  onValueChange,
  label,
  placeholder = "Choose…",
  searchPlaceholder = "Search…",
  emptyText = "Nothing matches.",
  disabled,
  className,
  ...trigger
}: ComboboxProps) {
  const groups = useMemo(() => groupOptions(options), [options]);
  const selected = options.find((option) => option.value === value) ?? null;
  return (
    <ComboboxPrimitive.Root<ComboboxOption, false, ComboboxOption | ComboboxGroup>
      items={groups}
      value={selected}
      onValueChange={(next) => onValueChange(next?.value ?? null)}
      filter={(item, query) => "items" in item || matchesQuery(item, query)}
      itemToStringLabel={(option) => option.label}
      isItemEqualToValue={(a, b) => a.value === b.value}
      autoHighlight
      disabled={disabled}
    >
      <ComboboxPrimitive.Trigger
        data-slot="combobox"
        {...trigger}
        className={cn(comboboxTriggerClasses, className)}
      >
        <span className={cn("truncate", !selected && "text-muted")}>{selected?.label ?? placeholder}</span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted" />
      </ComboboxPrimitive.Trigger>
      <ComboboxPopup label={label} searchPlaceholder={searchPlaceholder} emptyText={emptyText} />
    </ComboboxPrimitive.Root>
  );
}
