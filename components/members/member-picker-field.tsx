"use client";

import type { Control, FieldPathByValue, FieldValues } from "react-hook-form";
import { FormField } from "#components/form/form-field.tsx";
import { MemberPicker } from "./member-picker.tsx";

type MemberPickerFieldProps<Values extends FieldValues, Output> = {
  control: Control<Values, unknown, Output>;
  name: FieldPathByValue<Values, string>;
  label: string;
  description?: string;
  except?: string;
};

export function MemberPickerField<Values extends FieldValues, Output extends FieldValues>({
  except,
  ...props
}: MemberPickerFieldProps<Values, Output>) {
  return (
    <FormField {...props}>
      {({ onChange: _, name: __, disabled: ___, onValueChange, value, ...field }) => (
        <MemberPicker
          {...field}
          value={value}
          except={except}
          onValueChange={(memberId) => onValueChange(memberId as typeof value)}
        />
      )}
    </FormField>
  );
}
