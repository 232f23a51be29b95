"use client";

import { Checkbox as CheckboxPrimitive } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn.ts";

export type CheckboxProps = Omit<
  ComponentProps<typeof CheckboxPrimitive.Root>,
  "className" | "checked" | "onCheckedChange" | "value"
> & {
  value: boolean;
  onValueChange: (value: boolean) => void;
  className?: string;
};

export function Checkbox({ value, onValueChange, className, indeterminate, ...props }: CheckboxProps) {
  return (
    <CheckboxPrimitive.Root
      data-slot="checkbox"
      checked={value}
      onCheckedChange={onValueChange}
      indeterminate={indeterminate}
      // The target is larger than the box: 24 px, without taking that room.
      className={cn(
        "group relative -m-1 grid size-6 shrink-0 place-items-center rounded-md data-disabled:opacity-50",
        className,
      )}
      {...props}
    >
      <span className="grid size-4 place-items-center rounded-sm border border-control bg-surface transition-colors group-aria-invalid:border-danger group-data-checked:border-accent group-data-checked:bg-accent group-data-indeterminate:border-accent group-data-indeterminate:bg-accent">
        <CheckboxPrimitive.Indicator className="text-accent-foreground">
          {indeterminate ? (
            <Minus aria-hidden className="size-3" strokeWidth={3} />
          ) : (
            <Check aria-hidden className="size-3" strokeWidth={3} />
          )}
        </CheckboxPrimitive.Indicator>
      </span>
    </CheckboxPrimitive.Root>
  );
}

type CheckboxFieldProps = CheckboxProps & { label: ReactNode; description?: ReactNode };

/** A checkbox with its words beside it; the words are part of the target. */
export function CheckboxField({ label, description, id, className, ...props }: CheckboxFieldProps) {
  const ownId = useId();
  const labelId = `${id ?? ownId}-label`;
  const descriptionId = `${id ?? ownId}-hint`;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside; its hidden input is what the label activates.
    <label className={cn("flex items-start gap-2.5 has-data-disabled:opacity-60", className)}>
      <Checkbox
        id={id}
        {...props}
        aria-labelledby={labelId}
        aria-describedby={cn(props["aria-describedby"], description && descriptionId) || undefined}
        className="-mt-0.5"
      />
      <span className="min-w-0">
        <span id={labelId} className="block text-foreground">
          {label}
        </span>
        {description && (
          <span id={descriptionId} className="block text-xs text-muted">
            {description}
          </span>
        )}
      </span>
    </label>
  );
}
