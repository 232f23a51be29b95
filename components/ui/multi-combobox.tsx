"use client";

import { Combobox as ComboboxPrimitive } from "@base-ui/react/combobox";
import { ChevronsUpDown } from "lucide-react";
import { useMemo } from "react";
import { Chip } from "./chip.tsx";
import { cn } from "./cn.ts";
import { type ComboboxControlProps, comboboxTriggerClasses } from "./combobox.tsx";
import { type ComboboxGroup, type ComboboxOption, groupOptions, matchesQuery } from "./combobox-options.ts";
import { ComboboxPopup } from "./combobox-popup.tsx";

export type MultiComboboxProps = ComboboxControlProps & {
  value: readonly string[];
  onValueChange: (value: string[]) => void;
  /** The trigger's words for what is chosen, for instance "3 events". */
  summary?: (count: number) => string;
};

/** Several choices out of a searchable, grouped list; what is chosen stands below as removable chips. */
export function MultiCombobox({
  options,
  value,
  onValueChange,
  label,
  summary = (count) => `${count} selected`,
  placeholder = "Choose…",
  searchPlaceholder = "Search…",
  emptyText = "Nothing matches.",
  disabled,
  className,
  ...trigger
}: MultiComboboxProps) {
  const groups = useMemo(() => groupOptions(options), [options]);
  const selected = useMemo(() => {
    const byValue = new Map(options.map((option) => [option.value, option]));
    return value.map((item) => byValue.get(item) ?? { value: item, label: item });
  }, [options, value]);
  const setSelected = (next: readonly ComboboxOption[]) => onValueChange(next.map((option) => option.value));

  return (
    <div data-slot="multi-combobox" className={cn("flex flex-col gap-2", className)}>
      <ComboboxPrimitive.Root<ComboboxOption, true, ComboboxOption | ComboboxGroup>
        multiple
        items={groups}
        value={selected}
        onValueChange={setSelected}
        filter={(item, query) => "items" in item || matchesQuery(item, query)}
        itemToStringLabel={(option) => option.label}
        isItemEqualToValue={(a, b) => a.value === b.value}
        autoHighlight
        disabled={disabled}
      >
        <ComboboxPrimitive.Trigger {...trigger} className={comboboxTriggerClasses}>
          <span className={cn("truncate", selected.length === 0 && "text-muted")}>
            {selected.length === 0
              ? placeholder
              : selected.length === 1
                ? selected[0]?.label
                : summary(selected.length)}
          </span>
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted" />
        </ComboboxPrimitive.Trigger>
        <ComboboxPopup
          multiple
          label={label}
          searchPlaceholder={searchPlaceholder}
          emptyText={emptyText}
          footer={
            <div className="flex h-9 shrink-0 items-center justify-between border-t bg-subtle pr-1.5 pl-3 text-xs text-muted">
              <span aria-live="polite" className="tabular">
                {selected.length === 0 ? "Nothing selected" : summary(selected.length)}
              </span>
              {selected.length > 0 && (
                <button
                  type="button"
                  onClick={() => setSelected([])}
                  className="h-6 rounded-sm px-1.5 font-medium text-foreground hover:bg-hover"
                >
                  Clear
                </button>
              )}
            </div>
          }
        />
      </ComboboxPrimitive.Root>
      {selected.length > 1 && (
        <ul aria-label={`Selected: ${label}`} className="flex flex-wrap gap-1.5">
          {selected.map((option) => (
            <li key={option.value} className="max-w-full">
              <Chip
                removeLabel={`Remove ${option.label}`}
                disabled={disabled}
                onRemove={() => setSelected(selected.filter((other) => other.value !== option.value))}
              >
                {option.label}
              </Chip>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
