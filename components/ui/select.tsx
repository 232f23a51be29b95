"use client";

import { Select as SelectPrimitive } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { cn } from "./cn.ts";
import { controlClasses } from "./control-classes.ts";

export type SelectOption<Value extends string> = {
  value: Value;
  label: string;
  description?: string;
  icon?: ReactNode;
  disabled?: boolean;
};

export type SelectProps<Value extends string> = {
  options: readonly SelectOption<Value>[];
  value: Value | null;
  onValueChange: (value: Value) => void;
  placeholder?: string;
  size?: "sm" | "md";
  id?: string;
  name?: string;
  disabled?: boolean;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
  onBlur?: () => void;
  "aria-label"?: string;
  "aria-labelledby"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

export function Select<Value extends string>({
  options,
  value,
  onValueChange,
  placeholder = "Choose…",
  size = "md",
  name,
  disabled,
  className,
  ...trigger
}: SelectProps<Value>) {
  return (
    <SelectPrimitive.Root
      items={options}
      value={value}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next);
      }}
      name={name}
      disabled={disabled}
    >
      <SelectPrimitive.Trigger
        data-slot="select"
        {...trigger}
        className={cn(
          controlClasses,
          "flex items-center justify-between gap-2 text-left",
          size === "sm"
            ? "h-7 px-2 text-xs pointer-coarse:h-8 pointer-coarse:text-sm"
            : "h-8 pointer-coarse:h-10",
          className,
        )}
      >
        <SelectPrimitive.Value
          placeholder={<span className="text-muted">{placeholder}</span>}
          className="truncate"
        />
        <SelectPrimitive.Icon className="shrink-0 text-muted">
          <ChevronsUpDown aria-hidden className="size-3.5" />
        </SelectPrimitive.Icon>
      </SelectPrimitive.Trigger>
      <SelectPrimitive.Portal>
        <SelectPrimitive.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-50">
          <SelectPrimitive.Popup className="popup popup-motion max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto">
            <SelectPrimitive.List className="p-1">
              {options.map((option) => (
                <SelectPrimitive.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled}
                  className="flex min-h-7 cursor-default items-center gap-2 rounded-sm py-1 pr-2 pl-2 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover pointer-coarse:min-h-9"
                >
                  {option.icon}
                  <span className="min-w-0 flex-1">
                    <SelectPrimitive.ItemText className="block">{option.label}</SelectPrimitive.ItemText>
                    {option.description && (
                      <span className="block max-w-80 text-xs text-muted">{option.description}</span>
                    )}
                  </span>
                  <span className="grid size-4 shrink-0 place-items-center">
                    <SelectPrimitive.ItemIndicator>
                      <Check aria-hidden className="size-3.5" />
                    </SelectPrimitive.ItemIndicator>
                  </span>
                </SelectPrimitive.Item>
              ))}
            </SelectPrimitive.List>
          </SelectPrimitive.Popup>
        </SelectPrimitive.Positioner>
      </SelectPrimitive.Portal>
    </SelectPrimitive.Root>
  );
}
