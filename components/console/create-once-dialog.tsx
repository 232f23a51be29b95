"use client";

import { useRouter } from "next/navigation";
import { type ComponentProps, type ReactElement, type ReactNode, useState } from "react";
import { type Control, type DefaultValues, type FieldValues, useForm } from "react-hook-form";
import { Form } from "#components/form/form.tsx";
import { FormErrorSummary } from "#components/form/form-error-summary.tsx";
import { showRefusal } from "#components/form/refused.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { SecretDialog } from "#components/webhooks/secret-dialog.tsx";
import type { ActionOutcome } from "./run-action.ts";

type CreateOnceDialogProps<Values extends FieldValues> = {
  trigger: ReactElement;
  defaultOpen?: boolean;
  title: string;
  description: string;
  submitLabel: string;
  /** Each time that it opens. */
  initial: DefaultValues<Values>;
  problems: ComponentProps<typeof FormErrorSummary>;
  /** Answers with what is shown this once. */
  create: (values: Values) => Promise<ActionOutcome<string>>;
  shown: Pick<ComponentProps<typeof SecretDialog>, "title" | "description" | "label" | "noun" | "note">;
  /** The fields. */
  children: (control: Control<Values>) => ReactNode;
};

/** A form for something that is made and shown once: an API key, a link. */
export function CreateOnceDialog<Values extends FieldValues>({
  trigger,
  defaultOpen = false,
  title,
  description,
  submitLabel,
  initial,
  problems,
  create,
  shown,
  children,
}: CreateOnceDialogProps<Values>) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(defaultOpen);
  const [secret, setSecret] = useState<string | null>(null);
  const form = useForm<Values>({ defaultValues: initial });

  const submit = async (values: Values) => {
    const outcome = await create(values);
    if (!outcome.ok) return showRefusal(form.setError, outcome.error);
    setIsOpen(false);
    setSecret(outcome.data ?? null);
  };

  return (
    <>
      <Dialog
        trigger={trigger}
        open={isOpen}
        onOpenChange={(open) => {
          setIsOpen(open);
          if (open) form.reset(initial);
        }}
        title={title}
        description={description}
        footer={
          <>
            <DialogClose render={<Button>Cancel</Button>} />
            <Button
              variant="primary"
              loading={form.formState.isSubmitting}
              onClick={() => void form.handleSubmit(submit)()}
            >
              {submitLabel}
            </Button>
          </>
        }
      >
        <Form form={form} onSubmit={submit} aria-label={title}>
          <FormErrorSummary {...problems} />
          {children(form.control)}
          {/* Enter in a field submits too. */}
          <button type="submit" hidden aria-hidden tabIndex={-1} />
        </Form>
      </Dialog>
      <SecretDialog
        key={secret}
        secret={secret}
        {...shown}
        doneLabel="Done"
        onDone={() => {
          setSecret(null);
          // Only now: a list may take the place of the empty page, and of this dialog with it.
          router.refresh();
        }}
      />
    </>
  );
}
