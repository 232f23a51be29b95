"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useRef } from "react";
import type { FieldValues } from "react-hook-form";
import { FormProblem } from "#components/console/form-problem.tsx";
import { Form } from "#components/form/form.tsx";
import { FormErrorSummary } from "#components/form/form-error-summary.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { PROBLEMS } from "./action-page-form.tsx";
import type { ActionForm } from "./use-action-form.ts";

type ActionDialogProps<Values extends FieldValues, Output extends FieldValues> = {
  state: ActionForm<Values, Output>;
  title: string;
  description?: ReactNode;
  submitLabel: string;
  labels?: Readonly<Record<string, string>>;
  onClosed: () => void;
  children: ReactNode;
};

const FIELD = "input:not([type=hidden], [aria-hidden=true]), textarea, select, [role=combobox]";

/** A form in a dialog, to be rendered while it is open. Its first field has the focus. */
export function ActionDialog<Values extends FieldValues, Output extends FieldValues>({
  state,
  title,
  description,
  submitLabel,
  labels,
  onClosed,
  children,
}: ActionDialogProps<Values, Output>) {
  const { form, save, failure, isSaved } = state;
  const pathname = usePathname();
  const fields = useRef<HTMLDivElement>(null);
  return (
    <Dialog
      open
      // Not the button that closes it, which comes first; but by touch a field would bring up the keyboard.
      initialFocus={(how) =>
        how === "touch" ? true : (fields.current?.querySelector<HTMLElement>(FIELD) ?? true)
      }
      onOpenChange={(open) => !open && onClosed()}
      title={title}
      description={description}
      footer={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button
            variant="primary"
            loading={form.formState.isSubmitting || isSaved}
            onClick={() => void form.handleSubmit(save)()}
          >
            {submitLabel}
          </Button>
        </>
      }
    >
      <Form<Values, Output> form={form} onSubmit={save} aria-label={title}>
        <FormErrorSummary title="This could not be done." labels={labels} />
        <div ref={fields} className="contents">
          {children}
        </div>
        {failure && <FormProblem error={failure} path={pathname} messages={PROBLEMS} />}
        {/* Enter in a field does it too. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </Dialog>
  );
}
