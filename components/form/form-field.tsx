"use client";

import { CircleAlert } from "lucide-react";
import { type ReactElement, type ReactNode, useId } from "react";
import {
  type Control,
  type ControllerRenderProps,
  type FieldPath,
  type FieldValues,
  useController,
} from "react-hook-form";
import { cn } from "#components/ui/cn.ts";
import { Label } from "#components/ui/label.tsx";

export type FieldControlProps<
  Values extends FieldValues,
  Name extends FieldPath<Values>,
> = ControllerRenderProps<Values, Name> & {
  id: string;
  /** The same as `onChange`, for controls that report values instead of events. */
  onValueChange: (value: ControllerRenderProps<Values, Name>["value"]) => void;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean | undefined;
};

type FormFieldProps<Values extends FieldValues, Name extends FieldPath<Values>, Output> = {
  control: Control<Values, unknown, Output>;
  name: Name;
  label: string;
  description?: ReactNode;
  optional?: boolean;
  /** For rows of fields under one heading: the label stays for screen readers. */
  hideLabel?: boolean;
  /** The control is a group (radio group) or brings its own words (switch): the label is no `<label>`. */
  labelAs?: "label" | "legend" | "none";
  className?: string;
  children: (field: FieldControlProps<Values, Name>) => ReactElement;
};

/** Label, control, hint and error, tied together for assistive technology. */
export function FormField<
  Values extends FieldValues,
  Name extends FieldPath<Values>,
  Output extends FieldValues = Values,
>({
  control,
  name,
  label,
  description,
  optional,
  hideLabel,
  labelAs = "label",
  className,
  children,
}: FormFieldProps<Values, Name, Output>) {
  const { field, fieldState } = useController<Values, Name, Output>({ control, name });
  const id = useId();
  const error = fieldState.error?.message;
  const describedBy = [description && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const Group = labelAs === "legend" ? "fieldset" : "div";

  return (
    <Group data-slot="form-field" className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      {labelAs === "label" && (
        <Label htmlFor={id} optional={optional} className={cn(hideLabel && "sr-only")}>
          {label}
        </Label>
      )}
      {labelAs === "legend" && (
        <legend className={cn("mb-1.5 text-sm font-medium", hideLabel && "sr-only")}>{label}</legend>
      )}
      {children({
        ...field,
        id,
        onValueChange: field.onChange,
        "aria-describedby": describedBy || undefined,
        "aria-invalid": fieldState.invalid || undefined,
      })}
      {description && (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {description}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1 text-xs text-danger-text">
          <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
          <span>{error}</span>
        </p>
      )}
    </Group>
  );
}
