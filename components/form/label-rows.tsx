"use client";

import { Plus, Trash2 } from "lucide-react";
import { type FieldValues, useFieldArray, useFormContext } from "react-hook-form";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { TextField } from "./fields.tsx";

type LabelRowsProps = {
  /** Of a list of `{key, value}` in the form. */
  name: string;
  legend: string;
  /** For a section that is nothing else, whose title says it already. */
  hideLegend?: boolean;
  description?: string;
  /** As in "Add attribute". */
  noun: string;
};

/** Rows of keys and values to add and take away. */
export function LabelRows({ name, legend, hideLegend = false, description, noun }: LabelRowsProps) {
  const { control } = useFormContext<FieldValues>();
  const { fields, append, remove } = useFieldArray({ control, name });
  const word = noun.toLowerCase();
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className={hideLegend ? "sr-only" : "mb-1.5 text-sm font-medium"}>{legend}</legend>
      {description && <p className="-mt-1 text-xs text-muted">{description}</p>}
      {fields.length > 0 && (
        <ul aria-label={legend} className="flex flex-col gap-2">
          {fields.map((field, index) => (
            <li
              key={field.id}
              className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_2rem] items-start gap-x-2 gap-y-1.5"
            >
              <TextField
                control={control}
                name={`${name}.${index}.key`}
                label={`Name of ${word} ${index + 1}`}
                hideLabel
                input={{ placeholder: "Name" }}
              />
              <TextField
                control={control}
                name={`${name}.${index}.value`}
                label={`Value of ${word} ${index + 1}`}
                hideLabel
                input={{ placeholder: "Value" }}
              />
              <IconButton
                label={`Remove ${word} ${index + 1}`}
                icon={<Trash2 aria-hidden />}
                onClick={() => remove(index)}
              />
            </li>
          ))}
        </ul>
      )}
      <Button size="sm" className="self-start" onClick={() => append({ key: "", value: "" })}>
        <Plus aria-hidden />
        Add {word}
      </Button>
    </fieldset>
  );
}
