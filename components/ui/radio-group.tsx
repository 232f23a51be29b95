"use client";

import { Radio } from "@base-ui/react/radio";
import { RadioGroup as RadioGroupPrimitive } from "@base-ui/react/radio-group";
import { type ReactNode, useId, useRef } from "react";
import { cn } from "./cn.ts";
import { useEarlyEntry } from "./use-early-entry.ts";

export type RadioOption<Value extends string> = {
  value: Value;
  label: ReactNode;
  description?: ReactNode;
  disabled?: boolean;
};

export type RadioGroupProps<Value extends string> = {
  options: readonly RadioOption<Value>[];
  value: Value | null;
  onValueChange: (value: Value) => void;
  /** `cards` gives each option its own frame, for choices that deserve thought. */
  appearance?: "list" | "cards";
  name?: string;
  id?: string;
  disabled?: boolean;
  className?: string;
  onBlur?: () => void;
  "aria-label"?: string;
  "aria-labelledby"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

export function RadioGroup<Value extends string>({
  options,
  value,
  onValueChange,
  appearance = "list",
  className,
  ...props
}: RadioGroupProps<Value>) {
  const id = useId();
  return (
    <RadioGroupPrimitive
      data-slot="radio-group"
      value={value}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next);
      }}
      className={cn("grid", appearance === "cards" ? "gap-2 sm:grid-cols-2" : "gap-2", className)}
      {...props}
    >
      {options.map((option) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside; its hidden input is what the label activates.
        <label
          key={option.value}
          className={cn(
            "flex items-start gap-2.5 has-data-disabled:opacity-60",
            appearance === "cards" &&
              "rounded-md border border-border-strong bg-surface px-3 py-2.5 transition-colors hover:bg-subtle has-data-checked:border-accent has-data-checked:bg-accent-subtle",
          )}
        >
          <Choice id={`${id}-${option.value}`} option={option} />
          <span className="min-w-0">
            <span id={`${id}-${option.value}`} className="block text-foreground">
              {option.label}
            </span>
            {option.description && (
              <span id={`${id}-${option.value}-hint`} className="block text-xs text-muted">
                {option.description}
              </span>
            )}
          </span>
        </label>
      ))}
    </RadioGroupPrimitive>
  );
}

function Choice<Value extends string>({ id, option }: { id: string; option: RadioOption<Value> }) {
  // A press on the words chooses the browser's own control inside of it.
  const input = useRef<HTMLInputElement>(null);
  useEarlyEntry(input);
  return (
    <Radio.Root
      inputRef={input}
      value={option.value}
      disabled={option.disabled}
      aria-labelledby={id}
      aria-describedby={option.description ? `${id}-hint` : undefined}
      className="relative mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-control bg-surface transition-colors after:absolute after:-inset-1.25 data-checked:border-accent data-checked:bg-accent"
    >
      <Radio.Indicator className="size-1.5 rounded-full bg-accent-foreground" />
    </Radio.Root>
  );
}
