"use client";

import { Plus, Trash2 } from "lucide-react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { FormField } from "#components/form/form-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { SUBSCRIPTION_LIMITS } from "#lib/webhooks/constants.ts";
import type { WebhookFormValues } from "#lib/webhooks/core/form-schema.ts";

const DOTS = "••••••••••••";

/** Rows of names and values. A stored value is dots until it is replaced; its name belongs to it and stays. */
export function WebhookHeadersField() {
  const { control, setFocus } = useFormContext<WebhookFormValues>();
  const { fields, append, remove, update } = useFieldArray({ control, name: "headers" });
  const values = useWatch({ control, name: "headers" });

  const add = () => append({ headerName: "", headerValue: "", isKept: false });
  const replace = (index: number, headerName: string) => {
    update(index, { headerName, headerValue: "", isKept: false });
    // The field is there after the next render only.
    requestAnimationFrame(() => setFocus(`headers.${index}.headerValue`));
  };

  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">
        Headers <span className="ml-1 text-xs font-normal text-muted">Optional</span>
      </legend>
      <p className="-mt-1 text-xs text-muted">
        Sent with each delivery, for instance a key of the receiver. Values are sealed when they are saved and
        not shown again.
      </p>
      {fields.length > 0 && (
        <ul aria-label="Headers" className="flex flex-col gap-2">
          {fields.map((field, index) => {
            const isKept = values[index]?.isKept ?? field.isKept;
            const row = index + 1;
            return (
              <li
                key={field.id}
                className="grid grid-cols-[minmax(0,1fr)_2rem] items-start gap-x-2 gap-y-1.5 sm:grid-cols-[minmax(0,5fr)_minmax(0,7fr)_2rem]"
              >
                <FormField
                  control={control}
                  name={`headers.${index}.headerName`}
                  label={`Name of header ${row}`}
                  hideLabel
                >
                  {({ onValueChange: _, ...input }) => (
                    <Input
                      {...input}
                      readOnly={isKept}
                      placeholder="X-Api-Key"
                      autoComplete="off"
                      spellCheck={false}
                      className="font-mono text-xs"
                    />
                  )}
                </FormField>
                <div className="min-w-0 max-sm:order-3">
                  {isKept ? (
                    <div className="flex h-8 items-center justify-between gap-2 rounded-md border bg-subtle pr-1 pl-2.5 pointer-coarse:h-10">
                      <span className="truncate text-muted">
                        <span aria-hidden>{DOTS}</span>
                        <span className="sr-only">The stored value is kept</span>
                      </span>
                      <Button
                        size="sm"
                        variant="ghost"
                        className="h-6 px-2"
                        aria-label={`Replace the value of ${field.headerName}`}
                        onClick={() => replace(index, field.headerName)}
                      >
                        Replace
                      </Button>
                    </div>
                  ) : (
                    <FormField
                      control={control}
                      name={`headers.${index}.headerValue`}
                      label={`Value of header ${row}`}
                      hideLabel
                    >
                      {({ onValueChange: _, ...input }) => (
                        <Input
                          {...input}
                          placeholder="Value"
                          autoComplete="off"
                          spellCheck={false}
                          className="font-mono text-xs"
                        />
                      )}
                    </FormField>
                  )}
                </div>
                <IconButton
                  label={`Remove header ${row}`}
                  className="pointer-coarse:size-10"
                  icon={<Trash2 aria-hidden />}
                  onClick={() => remove(index)}
                />
              </li>
            );
          })}
        </ul>
      )}
      <div>
        <Button size="sm" disabled={fields.length >= SUBSCRIPTION_LIMITS.headersMax} onClick={add}>
          <Plus aria-hidden className="size-3.5" />
          Add header
        </Button>
      </div>
    </fieldset>
  );
}
