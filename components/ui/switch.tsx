"use client";

import { Switch as SwitchPrimitive } from "@base-ui/react/switch";
import { type ComponentProps, type ReactNode, useId, useRef } from "react";
import { cn } from "./cn.ts";
import { useEarlyEntry } from "./use-early-entry.ts";

export type SwitchProps = Omit<
  ComponentProps<typeof SwitchPrimitive.Root>,
  "className" | "checked" | "onCheckedChange" | "value" | "inputRef"
> & {
  value: boolean;
  onValueChange: (value: boolean) => void;
  className?: string;
};

export function Switch({ value, onValueChange, className, ...props }: SwitchProps) {
  // A press on its words switches the browser's own control inside of it.
  const input = useRef<HTMLInputElement>(null);
  useEarlyEntry(input);
  return (
    <SwitchPrimitive.Root
      data-slot="switch"
      inputRef={input}
      checked={value}
      onCheckedChange={onValueChange}
      className={cn(
        "relative inline-flex h-4.5 w-8 shrink-0 items-center rounded-full bg-control p-0.5 transition-colors duration-150",
        "after:absolute after:-inset-1 data-checked:bg-accent data-disabled:opacity-50",
        className,
      )}
      {...props}
    >
      <SwitchPrimitive.Thumb className="size-3.5 rounded-full bg-white transition-transform duration-150 data-checked:translate-x-3.5" />
    </SwitchPrimitive.Root>
  );
}

type SwitchFieldProps = SwitchProps & { label: ReactNode; description?: ReactNode };

/** A setting in one line: words at the left, the switch at the right. */
export function SwitchField({ label, description, id, className, ...props }: SwitchFieldProps) {
  const ownId = useId();
  const labelId = `${id ?? ownId}-label`;
  const descriptionId = `${id ?? ownId}-hint`;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside; its hidden input is what the label activates.
    <label className={cn("flex items-start justify-between gap-6 has-data-disabled:opacity-60", className)}>
      <span className="min-w-0">
        <span id={labelId} className="block font-medium text-foreground">
          {label}
        </span>
        {description && (
          <span id={descriptionId} className="mt-0.5 block text-xs text-muted">
            {description}
          </span>
        )}
      </span>
      <Switch
        id={id}
        {...props}
        aria-labelledby={labelId}
        aria-describedby={cn(props["aria-describedby"], description && descriptionId) || undefined}
        className="mt-0.5"
      />
    </label>
  );
}
