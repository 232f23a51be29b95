"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { FormField } from "#components/form/form-field.tsx";
import { Input } from "#components/ui/input.tsx";
import { SwitchField } from "#components/ui/switch.tsx";
import { SUBSCRIPTION_LIMITS as LIMITS } from "#lib/webhooks/constants.ts";
import type { WebhookFormValues } from "#lib/webhooks/core/form-schema.ts";

const NUMBERS = [
  {
    name: "maxInFlight",
    label: "Deliveries at once",
    description: `At most, from ${LIMITS.maxInFlight.min} to ${LIMITS.maxInFlight.max}. Fewer are sent while the receiver is slow.`,
    optional: false,
  },
  {
    name: "ratePerSecond",
    label: "Deliveries per second",
    description: `At most, up to ${LIMITS.ratePerSecond.max.toLocaleString("en")}. Empty: no limit.`,
    optional: true,
  },
  {
    name: "timeoutMs",
    label: "Timeout in milliseconds",
    description: `For the whole answer, from ${LIMITS.timeoutMs.min.toLocaleString("en")} to ${LIMITS.timeoutMs.max.toLocaleString("en")}.`,
    optional: false,
  },
] as const;

/** What most webhooks need not change, folded away unless something in it is wrong. */
export function WebhookAdvancedFields() {
  const { control, formState } = useFormContext<WebhookFormValues>();
  const [isOpen, setIsOpen] = useState(false);
  const { errors } = formState;
  const hasError =
    NUMBERS.some(({ name }) => errors[name]) ||
    errors.description !== undefined ||
    errors.ordered !== undefined;

  return (
    <details
      open={isOpen || hasError}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
      className="group border-t pt-4"
    >
      <summary className="flex h-7 w-fit list-none items-center gap-1.5 rounded-sm pr-2 text-base font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 text-muted transition-transform duration-100 group-open:rotate-90"
        />
        Advanced
      </summary>
      <div className="mt-4 grid gap-5 sm:grid-cols-3 sm:gap-4">
        {NUMBERS.map(({ name, label, description, optional }) => (
          <FormField
            key={name}
            control={control}
            name={name}
            label={label}
            description={description}
            optional={optional}
          >
            {({ onValueChange: _, ...input }) => (
              <Input {...input} inputMode="numeric" autoComplete="off" className="tabular" />
            )}
          </FormField>
        ))}
        <FormField
          control={control}
          name="ordered"
          label="Keep the order"
          labelAs="none"
          className="sm:col-span-3"
        >
          {({ onChange: _onChange, value, ...field }) => (
            <SwitchField
              {...field}
              label="Keep the order"
              description="One delivery at a time, in the order of the events. A delivery that fails holds up all behind it until it is delivered, given up or cancelled: a receiver in trouble waits for hours. For receivers that cannot take events out of order; about a hundred a second at most."
              value={value}
            />
          )}
        </FormField>
        <FormField
          control={control}
          name="description"
          label="Description"
          description="For the people who run the programme. It is not sent."
          optional
          className="sm:col-span-3"
        >
          {({ onValueChange: _, ...input }) => <Input {...input} maxLength={LIMITS.descriptionCharsMax} />}
        </FormField>
      </div>
    </details>
  );
}
