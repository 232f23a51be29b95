"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type ReactNode, useMemo, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { Form } from "#components/form/form.tsx";
import { FormActions } from "#components/form/form-actions.tsx";
import { FormErrorSummary } from "#components/form/form-error-summary.tsx";
import { FormField } from "#components/form/form-field.tsx";
import { FormSection } from "#components/form/form-section.tsx";
import { applyServerErrors, type ServerError } from "#components/form/server-errors.ts";
import { UnsavedChangesGuard } from "#components/form/unsaved-changes-guard.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTimeInput } from "#components/ui/date-time-input.tsx";
import { Input } from "#components/ui/input.tsx";
import { MultiCombobox } from "#components/ui/multi-combobox.tsx";
import { SwitchField } from "#components/ui/switch.tsx";
import type { ActionError } from "#lib/auth/actions.ts";
import { type EventChoice, mageEventsAmong } from "#lib/webhooks/core/event-choice.ts";
import { filledRows, type WebhookFormValues, webhookFormSchema } from "#lib/webhooks/core/form-schema.ts";
import { eventOptions } from "./event-options.ts";
import { UseInboxButton } from "./use-inbox-button.tsx";
import { WebhookAdvancedFields } from "./webhook-advanced-fields.tsx";
import { WebhookExample } from "./webhook-example.tsx";
import { WebhookFormatFields } from "./webhook-format-fields.tsx";
import { WebhookHeadersField } from "./webhook-headers-field.tsx";

type WebhookFormProps = {
  isNew: boolean;
  defaultValues: WebhookFormValues;
  events: readonly EventChoice[];
  /** Where else than to public addresses deliveries may go. */
  networksNotice: string | null;
  /** The URL is to be that of the administrator's test inbox. */
  isInboxAsked?: boolean;
  /** Says what went wrong, or null when it is saved. */
  onSave: (values: WebhookFormValues) => Promise<ActionError | null>;
  /** Shows an error that belongs to no field. */
  problem: (error: ActionError) => ReactNode;
  submitLabel: string;
  cancelHref: string;
};

export function WebhookForm({
  isNew,
  defaultValues,
  events,
  networksNotice,
  isInboxAsked = false,
  onSave,
  problem,
  submitLabel,
  cancelHref,
}: WebhookFormProps) {
  const resolver = useMemo(() => {
    const exampleOf = (eventName: string) => events.find(({ name }) => name === eventName)?.example;
    return zodResolver(
      webhookFormSchema({
        isNew,
        hasLegacyForm: (name) => exampleOf(name)?.legacy != null,
        hasMageForm: (name) => (exampleOf(name)?.mage.length ?? 0) > 0,
      }),
    );
  }, [events, isNew]);
  const form = useForm<WebhookFormValues>({
    resolver,
    defaultValues,
    // Not when a field is left: the error would move the button that is being pressed just then.
    mode: "onChange",
    delayError: 600,
  });
  const { control, trigger, setError, formState } = form;
  const [eventNames, format, mageEvents] = useWatch({
    control,
    name: ["eventNames", "format", "mageEvents"],
  });
  const [failure, setFailure] = useState<ActionError | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const options = useMemo(() => eventOptions(events, format, eventNames), [events, format, eventNames]);

  /** Those of events that were chosen before keep their ticks; those of new ones get one. */
  const offerMageEvents = (next: readonly string[]) => {
    if (format !== "mage") return;
    const before = mageEventsAmong(events, eventNames);
    const offered = mageEventsAmong(events, next);
    form.setValue(
      "mageEvents",
      offered.filter((event) => mageEvents.includes(event) || !before.includes(event)),
      { shouldDirty: true, shouldValidate: true },
    );
  };

  const save = async (values: WebhookFormValues) => {
    setFailure(null);
    const error = await onSave(values);
    setIsSaved(error === null);
    if (error === null) return;
    if (error.violations.length === 0) setFailure(error);
    else applyServerErrors(setError, toFieldErrors(error.violations, values));
  };

  return (
    <div className="grid items-start gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,30rem)]">
      <UnsavedChangesGuard when={formState.isDirty && !isSaved} />
      <Form form={form} onSubmit={save} aria-label={isNew ? "New webhook" : "Webhook"} className="min-w-0">
        <FormErrorSummary labels={LABELS} />
        <Card className="flex flex-col gap-5 p-4 sm:p-5">
          <FormSection title="What to send">
            <FormField
              control={control}
              name="eventNames"
              label="Events"
              description="The webhook is called for each of these."
            >
              {({ onChange: _onChange, name: _name, value, onValueChange, ...field }) => (
                <MultiCombobox
                  {...field}
                  label="Events"
                  placeholder="Choose an event…"
                  searchPlaceholder="Search by name, category or meaning…"
                  emptyText="No event matches."
                  summary={(count) => (count === 1 ? "1 event" : `${count} events`)}
                  options={options}
                  value={value}
                  onValueChange={(next) => {
                    onValueChange(next);
                    if (format !== "v5") void trigger("format");
                    offerMageEvents(next);
                  }}
                />
              )}
            </FormField>
            <WebhookFormatFields events={events} />
          </FormSection>
          <FormSection title="Where to send it">
            <FormField
              control={control}
              name="url"
              label="URL"
              description={
                networksNotice === null
                  ? "Called by POST, over https."
                  : `Called by POST, over https. ${networksNotice} There, http will do.`
              }
            >
              {({ onValueChange: _, ...input }) => (
                <Input
                  {...input}
                  type="url"
                  inputMode="url"
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  placeholder="https://example.com/webhooks"
                  className="font-mono text-xs"
                />
              )}
            </FormField>
            <UseInboxButton
              isAsked={isInboxAsked}
              onUse={(url) => form.setValue("url", url, { shouldDirty: true, shouldValidate: true })}
            />
            <WebhookHeadersField />
          </FormSection>
          <FormSection title="When and how">
            <FormField
              control={control}
              name="activeFrom"
              label="Active from"
              optional={isNew}
              description={
                isNew
                  ? "Events that happen before are not sent. Empty: from the moment it is saved."
                  : "Events that happen before are not sent."
              }
            >
              {({ onChange: _, ...field }) => <DateTimeInput {...field} className="sm:max-w-72" />}
            </FormField>
            <FormField control={control} name="hmacEnabled" label="Open Loyalty signature" labelAs="none">
              {({ onChange: _onChange, value, ...field }) => (
                <SwitchField
                  {...field}
                  label="Open Loyalty signature (HMAC)"
                  description={
                    format === "mage"
                      ? "Each delivery is signed by the Standard Webhooks rules and in Mage’s way, in whose place Open Loyalty’s signature would stand."
                      : "Each delivery is signed by the Standard Webhooks rules. This adds Open Loyalty's X-Webhook-Signature headers, for receivers that verify those."
                  }
                  disabled={format === "mage"}
                  value={value && format !== "mage"}
                />
              )}
            </FormField>
          </FormSection>
          <WebhookAdvancedFields />
          {/* Beside the button that was pressed, where the eyes are. */}
          {failure && problem(failure)}
          <FormActions>
            <ButtonLink href={cancelHref}>Cancel</ButtonLink>
            <Button type="submit" variant="primary" loading={formState.isSubmitting || isSaved}>
              {submitLabel}
            </Button>
          </FormActions>
        </Card>
      </Form>
      <div className="min-w-0 xl:sticky xl:top-19">
        <WebhookExample
          key={format}
          events={events}
          eventNames={eventNames}
          format={format}
          mageEvents={mageEvents}
        />
      </div>
    </div>
  );
}

const LABELS = {
  eventNames: "Events",
  url: "URL",
  activeFrom: "Active from",
  format: "Format",
  mageEvents: "Mage’s events",
  headers: "Headers",
  description: "Description",
};

/** The events are one field here, and the server counts only the headers that it got. */
function toFieldErrors(errors: readonly ServerError[], { headers }: WebhookFormValues): ServerError[] {
  const rows = filledRows(headers);
  return errors.map(({ path, message }) => ({
    path: path
      .replace(/^eventName(?:s\[\d+\])?$/, "eventNames")
      .replace(/^mageEvents\[\d+\]$/, "mageEvents")
      .replace(/^headers\[(\d+)\]/, (_, index) => `headers[${rows[Number(index)] ?? index}]`),
    message,
  }));
}
