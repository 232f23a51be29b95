"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { FormField } from "#components/form/form-field.tsx";
import { CheckboxField } from "#components/ui/checkbox.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { type EventChoice, mageEventsAmong } from "#lib/webhooks/core/event-choice.ts";
import type { WebhookFormValues } from "#lib/webhooks/core/form-schema.ts";

const FORMATS = [
  { value: "v5", label: "Current (v5)", description: "Open Loyalty’s body since version 5." },
  {
    value: "legacy",
    label: "Legacy",
    description: "The body of the versions before 5: a dotted type and short data.",
  },
  {
    value: "mage",
    label: "Mage Loyalty",
    description: "Mage’s body and signature, for receivers that were built for it. Over https only.",
  },
] as const;

/** In which form the body is sent; for Mage's, which of its events. */
export function WebhookFormatFields({ events }: { events: readonly EventChoice[] }) {
  const { control, setValue, trigger } = useFormContext<WebhookFormValues>();
  const [eventNames, format] = useWatch({ control, name: ["eventNames", "format"] });
  const offered = format === "mage" ? mageEventsAmong(events, eventNames) : [];
  return (
    <>
      <FormField control={control} name="format" label="Format" labelAs="legend">
        {({ onChange: _, ref: __, onValueChange, ...field }) => (
          <RadioGroup
            {...field}
            appearance="cards"
            className="sm:grid-cols-3!"
            aria-label="Format"
            options={FORMATS}
            onValueChange={(next) => {
              onValueChange(next);
              setValue("mageEvents", next === "mage" ? mageEventsAmong(events, eventNames) : []);
              void trigger(["format", "mageEvents"]);
            }}
          />
        )}
      </FormField>
      {offered.length > 0 && (
        <FormField
          control={control}
          name="mageEvents"
          label="Mage’s events"
          labelAs="legend"
          description="What the chosen events are in Mage’s terms, by their data."
        >
          {({ value, onValueChange }) => (
            <div className="flex flex-wrap gap-x-6 gap-y-2">
              {offered.map((event) => (
                <CheckboxField
                  key={event}
                  label={<code className="font-mono text-xs">{event}</code>}
                  value={value.includes(event)}
                  onValueChange={(isSent) =>
                    onValueChange(offered.filter((name) => (name === event ? isSent : value.includes(name))))
                  }
                />
              ))}
            </div>
          )}
        </FormField>
      )}
    </>
  );
}
