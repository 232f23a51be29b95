"use client";

import type { ReactNode } from "react";
import type { Control, FieldPathByValue, FieldValues } from "react-hook-form";
import { DateTimeInput } from "#components/ui/date-time-input.tsx";
import { Input, type InputProps } from "#components/ui/input.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";
import { SwitchField as SwitchControl } from "#components/ui/switch.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { FormField } from "./form-field.tsx";

/** The usual fields of a form: label, control, hint and error. */

type FieldProps<Values extends FieldValues, Output, Value> = {
  control: Control<Values, unknown, Output>;
  name: FieldPathByValue<Values, Value>;
  label: string;
  description?: ReactNode;
  optional?: boolean;
  hideLabel?: boolean;
  className?: string;
};

type TextFieldProps<Values extends FieldValues, Output> = FieldProps<Values, Output, string> & {
  input?: Omit<InputProps, "name" | "value" | "onChange">;
  /** Several lines. */
  rows?: number;
};

export function TextField<Values extends FieldValues, Output extends FieldValues>({
  input,
  rows,
  ...props
}: TextFieldProps<Values, Output>) {
  return (
    <FormField {...props}>
      {({ onValueChange: _, ...field }) =>
        rows === undefined ? (
          <Input autoComplete="off" {...input} {...field} />
        ) : (
          <Textarea rows={rows} placeholder={input?.placeholder} {...field} />
        )
      }
    </FormField>
  );
}

/** An amount, kept as the text that is typed. */
export function NumberField<Values extends FieldValues, Output extends FieldValues>({
  input,
  ...props
}: TextFieldProps<Values, Output>) {
  return <TextField {...props} input={{ inputMode: "decimal", className: "tabular", ...input }} />;
}

/** A select takes an empty value for none; in a form it may be an answer. */
const EMPTY = "(empty)";

type SelectFieldProps<Values extends FieldValues, Output> = FieldProps<Values, Output, string> & {
  options: readonly SelectOption<string>[];
  disabled?: boolean;
  onChange?: (value: string) => void;
};

export function SelectField<Values extends FieldValues, Output extends FieldValues>({
  options,
  disabled,
  onChange: onChanged,
  ...props
}: SelectFieldProps<Values, Output>) {
  const hasEmpty = options.some(({ value }) => value === "");
  return (
    <FormField {...props}>
      {({ onChange: _, onValueChange, disabled: __, ...field }) => (
        <Select
          {...field}
          disabled={disabled}
          value={field.value === "" && hasEmpty ? EMPTY : field.value}
          options={options.map((option) => (option.value === "" ? { ...option, value: EMPTY } : option))}
          onValueChange={(chosen) => {
            const value = chosen === EMPTY ? "" : chosen;
            onValueChange(value as typeof field.value);
            onChanged?.(value);
          }}
        />
      )}
    </FormField>
  );
}

export function SwitchField<Values extends FieldValues, Output extends FieldValues>({
  description,
  ...props
}: FieldProps<Values, Output, boolean>) {
  return (
    <FormField {...props} labelAs="none">
      {({ onChange: _, ...field }) => (
        <SwitchControl {...valued<boolean>(field)} label={props.label} description={description} />
      )}
    </FormField>
  );
}

export function DateTimeField<Values extends FieldValues, Output extends FieldValues>(
  props: FieldProps<Values, Output, Date | null>,
) {
  return (
    <FormField {...props}>
      {({ onChange: _, ...field }) => <DateTimeInput {...valued<Date | null>(field)} />}
    </FormField>
  );
}

/** `name` is the path of a value of this type: that much TypeScript does not carry from the path to its value. */
function valued<Value>(field: object) {
  return field as { value: Value; onValueChange: (value: Value) => void };
}
