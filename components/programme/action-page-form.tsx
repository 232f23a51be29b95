"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { FormProblem } from "#components/console/form-problem.tsx";
import { Form } from "#components/form/form.tsx";
import { FormActions } from "#components/form/form-actions.tsx";
import { FormErrorSummary } from "#components/form/form-error-summary.tsx";
import { UnsavedChangesGuard } from "#components/form/unsaved-changes-guard.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import type { ActionForm } from "./use-action-form.ts";

type ActionPageFormProps<Values extends FieldValues, Output extends FieldValues> = {
  state: ActionForm<Values, Output>;
  label: string;
  submitLabel: string;
  /** Left out where there is nowhere to go back to. */
  cancelHref?: string;
  /** Words for the names of fields, above the form. */
  labels?: Readonly<Record<string, string>>;
  children: ReactNode;
};

/** A form that is a page of its own. */
export function ActionPageForm<Values extends FieldValues, Output extends FieldValues>({
  state,
  label,
  submitLabel,
  cancelHref,
  labels,
  children,
}: ActionPageFormProps<Values, Output>) {
  const { form, save, failure, isSaved } = state;
  const pathname = usePathname();
  return (
    <Form<Values, Output> form={form} onSubmit={save} aria-label={label} className="max-w-3xl">
      <UnsavedChangesGuard when={form.formState.isDirty && !isSaved} />
      <FormErrorSummary labels={labels} />
      <Card className="flex flex-col gap-5 p-4 sm:p-5">
        {children}
        {failure && <FormProblem error={failure} path={pathname} messages={PROBLEMS} />}
        <FormActions>
          {cancelHref !== undefined && <ButtonLink href={cancelHref}>Cancel</ButtonLink>}
          <Button type="submit" variant="primary" loading={form.formState.isSubmitting || isSaved}>
            {submitLabel}
          </Button>
        </FormActions>
      </Card>
    </Form>
  );
}

export const PROBLEMS = {
  forbidden: "Your role does not allow this in this store any more.",
  not_found: "It is not there any more, or you have switched to another store.",
};
