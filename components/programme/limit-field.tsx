"use client";

import { type FieldValues, useFormContext, useWatch } from "react-hook-form";
import { NumberField, SelectField } from "#components/form/fields.tsx";
import { LIMIT_PERIODS, type LimitValues } from "#lib/loyalty/core/form-limits.ts";

type LimitFieldProps = {
  /** Of `LimitValues` in the form. */
  name: string;
  label: string;
  description?: string;
  /** The resource counts single periods only. */
  isSinglePeriod?: boolean;
};

const PERIOD_WORDS: Record<LimitValues["type"], [one: string, many: string]> = {
  ever: ["Ever", "Ever"],
  calendarHours: ["In an hour", "hours"],
  calendarDays: ["In a day", "days"],
  calendarWeeks: ["In a week", "weeks"],
  calendarMonths: ["In a month", "months"],
  calendarYears: ["In a year", "years"],
};

/** "At most so much in so many periods"; without a number there is no limit. */
export function LimitField({ name, label, description, isSinglePeriod = false }: LimitFieldProps) {
  const { control } = useFormContext<FieldValues>();
  const type = useWatch({ control, name: `${name}.type` });
  const hasCount = !isSinglePeriod && type !== "ever";
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className={hasCount ? THREE : TWO}>
        <NumberField
          control={control}
          name={`${name}.value`}
          label={`${label}: at most`}
          hideLabel
          input={{ placeholder: "No limit" }}
        />
        {hasCount && (
          <NumberField
            control={control}
            name={`${name}.count`}
            label={`${label}: in how many periods`}
            hideLabel
            input={{ inputMode: "numeric" }}
          />
        )}
        <SelectField
          control={control}
          name={`${name}.type`}
          label={`${label}: period`}
          hideLabel
          options={LIMIT_PERIODS.map((value) => ({
            value,
            label: PERIOD_WORDS[value][hasCount && value !== "ever" ? 1 : 0],
          }))}
        />
      </div>
      {description && <p className="text-xs text-muted">{description}</p>}
    </fieldset>
  );
}

const TWO = "grid grid-cols-2 gap-2 sm:max-w-md";
const THREE = "grid grid-cols-[minmax(0,1fr)_5rem_minmax(0,1fr)] gap-2 sm:max-w-md";
