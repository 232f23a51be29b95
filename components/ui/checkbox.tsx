"use client";

import { type ComponentProps, type ReactNode, useEffect, useId, useRef } from "react";
import { cn } from "./cn.ts";
import { useEarlyEntry } from "./use-early-entry.ts";

export type CheckboxProps = Omit<
  ComponentProps<"input">,
  "type" | "ref" | "checked" | "defaultChecked" | "onChange" | "value"
> & {
  value: boolean;
  onValueChange: (value: boolean) => void;
  /** Some of what it stands for, not all. */
  indeterminate?: boolean;
};

/** The browser's own, drawn by us (`checkbox` in globals.css): a list has one in each row. */
export function Checkbox({
  value,
  onValueChange,
  className,
  indeterminate = false,
  ...props
}: CheckboxProps) {
  const input = useRef<HTMLInputElement>(null);
  useEarlyEntry(input);
  useEffect(() => {
    if (input.current !== null) input.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <input
      ref={input}
      type="checkbox"
      // After a reload another row may be where this one was.
      autoComplete="off"
      data-slot="checkbox"
      checked={value}
      onChange={(event) => onValueChange(event.target.checked)}
      className={cn("checkbox -m-1 shrink-0 rounded-md", className)}
      {...props}
    />
  );
}

type CheckboxFieldProps = CheckboxProps & { label: ReactNode; description?: ReactNode };

/** A checkbox with its words beside it; the words are part of the target. */
export function CheckboxField({ label, description, id, className, ...props }: CheckboxFieldProps) {
  const ownId = useId();
  const controlId = id ?? ownId;
  const labelId = `${controlId}-label`;
  const descriptionId = `${controlId}-hint`;
  return (
    <label htmlFor={controlId} className={cn("flex items-start gap-2.5 has-disabled:opacity-60", className)}>
      <Checkbox
        id={controlId}
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
