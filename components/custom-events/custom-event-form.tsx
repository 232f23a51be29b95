"use client";

import { Plus, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFieldArray, useFormContext } from "react-hook-form";
import { SelectField, SwitchField, TextField } from "#components/form/fields.tsx";
import { FormSection } from "#components/form/form-section.tsx";
import { ActionPageForm } from "#components/programme/action-page-form.tsx";
import { useActionForm } from "#components/programme/use-action-form.ts";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { toast } from "#components/ui/toast.ts";
import {
  createCustomEventSchemaAction,
  updateCustomEventSchemaAction,
} from "#lib/loyalty/custom-events/actions.ts";
import { FIELD_TYPES } from "#lib/loyalty/custom-events/constants.ts";
import {
  type CustomEventFormValues,
  customEventFieldOf,
  customEventForm,
  customEventFormOf,
  EMPTY_FIELD,
} from "#lib/loyalty/custom-events/core/form-schema.ts";
import type { CustomEventSchemaDto } from "#lib/loyalty/custom-events/schema.ts";
import { FIELD_TYPE_WORDS } from "./custom-event-words.ts";

const LIST = "/settings/programme/custom-events";

type CustomEventFormProps = {
  storeCode: string;
  /** The type to change, its version as `key` too; null: a new one. */
  schema: (CustomEventSchemaDto & { version: string }) | null;
};

/** A type of custom events, and which fields their bodies have. */
export function CustomEventForm({ storeCode, schema }: CustomEventFormProps) {
  const router = useRouter();
  const state = useActionForm({
    schema: customEventForm,
    defaultValues: customEventFormOf(schema),
    action: ({ eventType, ...described }) =>
      schema === null
        ? createCustomEventSchemaAction({ storeCode, schema: { eventType, ...described } })
        : updateCustomEventSchemaAction({
            storeCode,
            eventType: schema.eventType,
            expectedVersion: schema.version,
            schema: described,
          }),
    onDone: () => {
      toast.success(schema === null ? "The custom event is added" : "The custom event is saved");
      router.push(LIST);
      router.refresh();
    },
    fieldOf: customEventFieldOf,
  });
  const { control } = state.form;
  return (
    <ActionPageForm
      state={state}
      label={schema === null ? "New custom event" : "Custom event"}
      submitLabel={schema === null ? "Add custom event" : "Save changes"}
      cancelHref={LIST}
      labels={{ eventType: "Type", name: "Name" }}
    >
      <FormSection title="What it is">
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField control={control} name="name" label="Name" input={{ placeholder: "Visited a shop" }} />
          <TextField
            control={control}
            name="eventType"
            label="Type"
            description={
              schema === null
                ? "What is sent as type over the API, such as shop_visit. It cannot be changed later."
                : "Events are sent with it, so it stays."
            }
            input={{ readOnly: schema !== null, spellCheck: false, className: "font-mono text-xs" }}
          />
        </div>
        <SwitchField
          control={control}
          name="active"
          label="Active"
          description="Events of this type are refused while it is not."
        />
      </FormSection>
      <FormSection
        title="Fields of its body"
        description="An event may leave any of them out, and may have no others. Events that came before keep what they have."
      >
        <Fields />
      </FormSection>
    </ActionPageForm>
  );
}

const TYPES = FIELD_TYPES.map((value) => ({ value, label: FIELD_TYPE_WORDS[value] }));

function Fields() {
  const { control } = useFormContext<CustomEventFormValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "fields" });
  return (
    <>
      {fields.length > 0 && (
        <ol aria-label="Fields" className="flex flex-col gap-3">
          {fields.map((field, index) => (
            <li
              key={field.id}
              className="grid grid-cols-[minmax(0,1fr)_2rem] items-start gap-2 sm:grid-cols-[minmax(0,4fr)_minmax(0,3fr)_minmax(0,6fr)_2rem]"
            >
              <TextField
                control={control}
                name={`fields.${index}.name`}
                label={`Name of field ${index + 1}`}
                hideLabel
                input={{ placeholder: "Name", spellCheck: false, className: "font-mono text-xs" }}
                className="max-sm:col-start-1"
              />
              <SelectField
                control={control}
                name={`fields.${index}.type`}
                label={`Type of field ${index + 1}`}
                hideLabel
                options={TYPES}
                className="max-sm:col-start-1"
              />
              <TextField
                control={control}
                name={`fields.${index}.description`}
                label={`Description of field ${index + 1}`}
                hideLabel
                input={{ placeholder: "Description" }}
                className="max-sm:col-start-1"
              />
              <IconButton
                label={`Remove field ${index + 1}`}
                icon={<Trash2 aria-hidden />}
                onClick={() => remove(index)}
                className="max-sm:col-start-2 max-sm:row-start-1"
              />
            </li>
          ))}
        </ol>
      )}
      <Button size="sm" className="self-start" onClick={() => append(EMPTY_FIELD)}>
        <Plus aria-hidden />
        Add field
      </Button>
    </>
  );
}
