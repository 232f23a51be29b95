"use client";

import { Input, type InputProps } from "./input.tsx";
import { formatDateTimeField } from "./time-format.ts";
import { useTimeZone } from "./use-clock.ts";

type DateTimeInputProps = Omit<InputProps, "type" | "value" | "onChange" | "min" | "max"> & {
  /** An instant; null is empty. */
  value: Date | null;
  onValueChange: (value: Date | null) => void;
};

/** The browser's own date and time field, in the reader's zone, to the minute. */
export function DateTimeInput({ value, onValueChange, ...props }: DateTimeInputProps) {
  const timeZone = useTimeZone();
  return (
    <Input
      {...props}
      type="datetime-local"
      value={value ? formatDateTimeField(value, timeZone) : ""}
      onChange={(event) => onValueChange(event.target.value === "" ? null : new Date(event.target.value))}
    />
  );
}
