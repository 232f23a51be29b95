"use client";

import { CreateOnceDialog } from "#components/console/create-once-dialog.tsx";
import { runAction } from "#components/console/run-action.ts";
import { FormField } from "#components/form/form-field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { OnDemandProps } from "#components/ui/on-demand.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Select } from "#components/ui/select.tsx";
import { createApiKeyAction } from "#lib/api-keys/actions.ts";
import { API_KEY_NAME_CHARS_MAX } from "#lib/api-keys/constants.ts";

type Values = { name: string; rights: "full" | "read-only"; storeCode: string; days: string };

/** No code of a store has this form. */
const ALL_STORES = "*";
const NEVER = "never";
const INITIAL: Values = { name: "", rights: "full", storeCode: ALL_STORES, days: "90" };
const DAY_MS = 24 * 3_600_000;
const EXPIRIES = [
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
  { value: NEVER, label: "Never" },
];

export type NewKeyDialogProps = { stores: readonly { code: string; name: string }[] };

/** What the key may do, then the key itself, once. */
export function NewKeyDialogWindow({ trigger, defaultOpen, stores }: OnDemandProps & NewKeyDialogProps) {
  return (
    <CreateOnceDialog<Values>
      trigger={trigger}
      defaultOpen={defaultOpen}
      title="New API key"
      description="A key may do what you may, or less. It stays when you sign out, until it expires or is revoked."
      submitLabel="Create key"
      initial={INITIAL}
      problems={{ title: "The key was not created.", labels: { name: "Name" } }}
      create={async ({ name, rights, storeCode, days }) => {
        const outcome = await runAction(() =>
          createApiKeyAction({
            name,
            readOnly: rights === "read-only",
            storeCode: storeCode === ALL_STORES ? null : storeCode,
            expirationDate:
              days === NEVER ? null : new Date(Date.now() + Number(days) * DAY_MS).toISOString(),
          }),
        );
        return outcome.ok ? { ok: true, data: outcome.data?.token } : outcome;
      }}
      shown={{
        title: "The API key is created",
        description:
          "This is the key. It is shown this once: save it where the program that uses it can read it.",
        label: "API key",
        noun: "key",
        note: "Send it in the header X-AUTH-TOKEN; to the Mage API, in Authorization.",
      }}
    >
      {(control) => (
        <>
          <FormField
            control={control}
            name="name"
            label="Name"
            description="What will use it, for instance the order system."
          >
            {({ onValueChange: _, ...field }) => (
              <Input {...field} maxLength={API_KEY_NAME_CHARS_MAX} autoComplete="off" />
            )}
          </FormField>
          <FormField control={control} name="rights" label="Rights" labelAs="legend">
            {({ onChange: _, ref: __, ...field }) => (
              <RadioGroup
                {...field}
                appearance="cards"
                aria-label="Rights"
                options={[
                  { value: "full", label: "Full", description: "Reads and changes what you may." },
                  { value: "read-only", label: "Read-only", description: "Every change is refused." },
                ]}
              />
            )}
          </FormField>
          <div className="grid gap-4 sm:grid-cols-2">
            <FormField control={control} name="storeCode" label="Store">
              {({ onChange: _, ...field }) => (
                <Select
                  {...field}
                  options={[
                    { value: ALL_STORES, label: "All your stores" },
                    ...stores.map(({ code, name }) => ({ value: code, label: name })),
                  ]}
                />
              )}
            </FormField>
            <FormField control={control} name="days" label="Expires">
              {({ onChange: _, ...field }) => <Select {...field} options={EXPIRIES} />}
            </FormField>
          </div>
        </>
      )}
    </CreateOnceDialog>
  );
}
