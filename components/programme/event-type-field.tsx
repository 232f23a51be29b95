"use client";

import { type FieldValues, useFormContext } from "react-hook-form";
import { SelectField, TextField } from "#components/form/fields.tsx";

type EventTypeFieldProps = {
  name: string;
  /** None where they may not be seen: then the type is typed. */
  eventTypes: readonly { value: string; label: string }[];
};

export function EventTypeField({ name, eventTypes }: EventTypeFieldProps) {
  const { control } = useFormContext<FieldValues>();
  if (eventTypes.length === 0) {
    return (
      <TextField
        control={control}
        name={name}
        label="Custom event"
        description="Its type."
        input={{ spellCheck: false }}
      />
    );
  }
  return <SelectField control={control} name={name} label="Custom event" options={eventTypes} />;
}
