"use client";

import { type Control, useWatch } from "react-hook-form";
import { FormField } from "#components/form/form-field.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Select } from "#components/ui/select.tsx";
import { ACCESS_LEVELS, type AccessLevel } from "#lib/administrators/constants.ts";
import { ACCESS_WORDS } from "./access-words.ts";

export type AccessValues = { access: AccessLevel; storeCode: string };
export type StoreChoice = { code: string; name: string };

type AccessFieldsProps<Values extends AccessValues> = {
  control: Control<Values>;
  stores: readonly StoreChoice[];
};

/** What somebody may do and, unless everything, in which store. */
export function AccessFields<Values extends AccessValues>({ control, stores }: AccessFieldsProps<Values>) {
  // The form around it has at least these two fields, which TypeScript cannot see through the type parameter.
  const own = control as unknown as Control<AccessValues>;
  const access = useWatch({ control: own, name: "access" });
  return (
    <>
      <FormField control={own} name="access" label="Role" labelAs="legend">
        {({ onChange: _, ref: __, ...field }) => (
          <RadioGroup
            {...field}
            aria-label="Role"
            options={ACCESS_LEVELS.map((value) => ({ value, ...ACCESS_WORDS[value] }))}
          />
        )}
      </FormField>
      {access !== "owner" && (
        <FormField control={own} name="storeCode" label="Store">
          {({ onChange: _, ...field }) => (
            <Select
              {...field}
              className="max-w-64"
              options={stores.map(({ code, name }) => ({ value: code, label: name }))}
            />
          )}
        </FormField>
      )}
    </>
  );
}

/** As the verbs take it: an owner has no store. */
export function accessInput({ access, storeCode }: AccessValues) {
  return { access, storeCode: access === "owner" ? null : storeCode };
}
