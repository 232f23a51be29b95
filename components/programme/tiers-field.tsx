"use client";

import type { Control, FieldPathByValue, FieldValues } from "react-hook-form";
import { FormField } from "#components/form/form-field.tsx";
import { MultiCombobox } from "#components/ui/multi-combobox.tsx";

type TiersFieldProps<Values extends FieldValues, Output> = {
  control: Control<Values, unknown, Output>;
  name: FieldPathByValue<Values, string[]>;
  label: string;
  description?: string;
  tiers: readonly { levelId: string; name: string }[];
};

/** Some tiers, or none of them. */
export function TiersField<Values extends FieldValues, Output extends FieldValues>({
  tiers,
  ...props
}: TiersFieldProps<Values, Output>) {
  return (
    <FormField {...props}>
      {({ onChange: _, name: __, disabled: ___, value, onValueChange, ...field }) => (
        <MultiCombobox
          {...field}
          label={props.label}
          placeholder="All tiers"
          summary={(count) => (count === 1 ? "1 tier" : `${count} tiers`)}
          options={tiers.map(({ levelId, name }) => ({ value: levelId, label: name }))}
          value={value}
          onValueChange={(next) => onValueChange(next as typeof value)}
        />
      )}
    </FormField>
  );
}
