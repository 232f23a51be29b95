"use client";

import { usePathname, useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { FormProblem } from "#components/console/form-problem.tsx";
import { runAction } from "#components/console/run-action.ts";
import { Form } from "#components/form/form.tsx";
import { FormActions } from "#components/form/form-actions.tsx";
import { FormErrorSummary } from "#components/form/form-error-summary.tsx";
import { FormField } from "#components/form/form-field.tsx";
import { showRefusal } from "#components/form/refused.ts";
import { UnsavedChangesGuard } from "#components/form/unsaved-changes-guard.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.ts";
import type { ActionError } from "#lib/auth/actions.ts";
import { changeEventDefinitionAction, createEventDefinitionAction } from "#lib/event-definitions/actions.ts";
import { DEFINITION_LIMITS as LIMITS } from "#lib/event-definitions/constants.ts";
import {
  atField,
  type EventDefinitionFormValues,
  readEventDefinitionForm,
} from "#lib/event-definitions/core/form-values.ts";

type EventDefinitionFormProps = {
  storeCode: string;
  defaultValues: EventDefinitionFormValues;
  /** Of the event that is changed; null for a new one. Give it as `key` too. */
  version: number | null;
};

const LABELS = {
  eventName: "Name",
  title: "Title",
  description: "Description",
  category: "Category",
  schema: "JSON Schema of the data",
  example: "Example of the data",
};

/** A store's own event: what it is called, what it means, what its data look like. */
export function EventDefinitionForm({ storeCode, defaultValues, version }: EventDefinitionFormProps) {
  const router = useRouter();
  const form = useForm<EventDefinitionFormValues>({ defaultValues });
  const { control, formState, setError } = form;
  const isNew = version === null;
  const pathname = usePathname();
  const [isSaved, setIsSaved] = useState(false);
  const [problem, setProblem] = useState<ActionError | null>(null);

  const save = async (values: EventDefinitionFormValues) => {
    setProblem(null);
    const read = readEventDefinitionForm(values);
    if (!read.ok) {
      for (const { field, message } of read.problems) setError(field, { message }, { shouldFocus: true });
      return;
    }
    const { eventName, ...change } = read.definition;
    const outcome = await runAction<unknown>(() =>
      isNew
        ? createEventDefinitionAction({ storeCode, definition: read.definition })
        : changeEventDefinitionAction({ eventName, expectedVersion: version, change }),
    );
    if (!outcome.ok) {
      const { message, violations } = outcome.error;
      if (violations.length === 0) setProblem(outcome.error);
      else showRefusal(setError, { message, violations: violations.map(atField) });
      return;
    }
    setIsSaved(true);
    toast.success(isNew ? "The event is defined" : "The event is saved");
    router.push(`/catalogue/${encodeURIComponent(eventName)}`);
    router.refresh();
  };

  return (
    <Form form={form} onSubmit={save} aria-label="Event" className="max-w-3xl">
      <UnsavedChangesGuard when={formState.isDirty && !isSaved} />
      <FormErrorSummary title="The event was not saved." labels={LABELS} />
      <Card className="flex flex-col gap-5 p-4 sm:p-5">
        <div className="grid gap-5 sm:grid-cols-2">
          <FormField
            control={control}
            name="eventName"
            label={LABELS.eventName}
            description={
              isNew
                ? "As receivers see it in eventName, for instance ParcelShipped. It cannot be changed later."
                : "Webhooks know the event by its name, so it stays."
            }
          >
            {({ onValueChange: _, ...field }) => (
              <Input
                {...field}
                readOnly={!isNew}
                maxLength={LIMITS.eventNameCharsMax}
                autoComplete="off"
                spellCheck={false}
              />
            )}
          </FormField>
          <FormField control={control} name="title" label={LABELS.title}>
            {({ onValueChange: _, ...field }) => (
              <Input {...field} maxLength={LIMITS.titleCharsMax} autoComplete="off" />
            )}
          </FormField>
        </div>
        <FormField control={control} name="description" label={LABELS.description} optional>
          {({ onValueChange: _, ...field }) => (
            <Textarea {...field} rows={2} maxLength={LIMITS.descriptionCharsMax} />
          )}
        </FormField>
        <FormField
          control={control}
          name="category"
          label={LABELS.category}
          description="The heading under which the catalogue lists it; one of the catalogue's own, such as Points, will do too."
        >
          {({ onValueChange: _, ...field }) => (
            <Input
              {...field}
              maxLength={LIMITS.categoryCharsMax}
              autoComplete="off"
              className="sm:max-w-80"
            />
          )}
        </FormField>
        <FormField
          control={control}
          name="schema"
          label={LABELS.schema}
          description="An object. With type, enum, const, properties, required, additionalProperties, items, format and limits; without references, patterns and alternatives."
        >
          {({ onValueChange: _, ...field }) => (
            <Textarea {...field} rows={14} spellCheck={false} className="font-mono text-xs" />
          )}
        </FormField>
        <FormField
          control={control}
          name="example"
          label={LABELS.example}
          description="Data that fit the schema. Shown in the catalogue, and sent as a test."
        >
          {({ onValueChange: _, ...field }) => (
            <Textarea {...field} rows={8} spellCheck={false} className="font-mono text-xs" />
          )}
        </FormField>
        {problem !== null && <FormProblem error={problem} path={pathname} />}
        <FormActions>
          <ButtonLink
            href={isNew ? "/catalogue" : `/catalogue/${encodeURIComponent(defaultValues.eventName)}`}
          >
            Cancel
          </ButtonLink>
          <Button type="submit" variant="primary" loading={formState.isSubmitting}>
            {isNew ? "Define event" : "Save changes"}
          </Button>
        </FormActions>
      </Card>
    </Form>
  );
}
