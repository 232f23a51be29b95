"use client";

import { useRouter } from "next/navigation";
import { type ReactElement, useState } from "react";
import { useForm } from "react-hook-form";
import { runAction } from "#components/console/run-action.ts";
import { Form } from "#components/form/form.tsx";
import { FormErrorSummary } from "#components/form/form-error-summary.tsx";
import { FormField } from "#components/form/form-field.tsx";
import { showRefusal } from "#components/form/refused.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Select } from "#components/ui/select.tsx";
import { SecretDialog } from "#components/webhooks/secret-dialog.tsx";
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

type NewKeyDialogProps = {
  trigger: ReactElement;
  stores: readonly { code: string; name: string }[];
};

/** What the key may do, then the key itself, once. */
export function NewKeyDialog({ trigger, stores }: NewKeyDialogProps) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  const form = useForm<Values>({ defaultValues: INITIAL });

  const create = async ({ name, rights, storeCode, days }: Values) => {
    const outcome = await runAction(() =>
      createApiKeyAction({
        name,
        readOnly: rights === "read-only",
        storeCode: storeCode === ALL_STORES ? null : storeCode,
        expirationDate: days === NEVER ? null : new Date(Date.now() + Number(days) * DAY_MS).toISOString(),
      }),
    );
    if (!outcome.ok) return showRefusal(form.setError, outcome.error);
    setIsOpen(false);
    setToken(outcome.data?.token ?? null);
  };

  return (
    <>
      <Dialog
        trigger={trigger}
        open={isOpen}
        onOpenChange={(open) => {
          setIsOpen(open);
          if (open) form.reset(INITIAL);
        }}
        title="New API key"
        description="A key may do what you may, or less. It stays when you sign out, until it expires or is revoked."
        footer={
          <>
            <DialogClose render={<Button>Cancel</Button>} />
            <Button
              variant="primary"
              loading={form.formState.isSubmitting}
              onClick={() => void form.handleSubmit(create)()}
            >
              Create key
            </Button>
          </>
        }
      >
        <Form form={form} onSubmit={create} aria-label="New API key">
          <FormErrorSummary title="The key was not created." labels={{ name: "Name" }} />
          <FormField
            control={form.control}
            name="name"
            label="Name"
            description="What will use it, for instance the order system."
          >
            {({ onValueChange: _, ...field }) => (
              <Input {...field} maxLength={API_KEY_NAME_CHARS_MAX} autoComplete="off" />
            )}
          </FormField>
          <FormField control={form.control} name="rights" label="Rights" labelAs="legend">
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
            <FormField control={form.control} name="storeCode" label="Store">
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
            <FormField control={form.control} name="days" label="Expires">
              {({ onChange: _, ...field }) => <Select {...field} options={EXPIRIES} />}
            </FormField>
          </div>
          {/* Enter in a field creates the key too. */}
          <button type="submit" hidden aria-hidden tabIndex={-1} />
        </Form>
      </Dialog>
      <SecretDialog
        key={token}
        secret={token}
        title="The API key is created"
        description="This is the key. It is shown this once: save it where the program that uses it can read it."
        label="API key"
        noun="key"
        note="Send it in the header X-AUTH-TOKEN; to the Mage API, in Authorization."
        doneLabel="Done"
        onDone={() => {
          setToken(null);
          // Only now: the list takes the place of the empty page, and of this dialog with it.
          router.refresh();
        }}
      />
    </>
  );
}
