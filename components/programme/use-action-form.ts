"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMemo, useState } from "react";
import { type DefaultValues, type FieldValues, type UseFormReturn, useForm } from "react-hook-form";
import type { z } from "zod";
import { type ActionOutcome, runAction } from "#components/console/run-action.ts";
import { applyServerErrors, type ServerError } from "#components/form/server-errors.ts";
import type { ActionError } from "#lib/auth/actions.ts";

type ActionResult<Data> = Parameters<typeof runAction<Data>>[0] extends () => Promise<infer R> ? R : never;

export type ActionFormOptions<Values extends FieldValues, Output extends FieldValues, Data> = {
  /** From what is typed to what the action takes. */
  schema: z.ZodType<Output, Values>;
  defaultValues: DefaultValues<Values>;
  action: (output: Output) => Promise<ActionResult<Data>>;
  /** Called once it is saved. */
  onDone: (data: Data | undefined) => void;
  /** The form stays on the page once it is saved, to be changed again. */
  isStaying?: boolean;
  /** The field of the form for a path of the server; as it is without. */
  fieldOf?: (path: string) => string;
};

export type ActionForm<Values extends FieldValues, Output extends FieldValues> = {
  form: UseFormReturn<Values, unknown, Output>;
  save: (output: Output) => Promise<void>;
  /** What went wrong by the fault of no field. */
  failure: ActionError | null;
  isSaved: boolean;
};

/** A form that is saved by a server action: what the server refuses is shown at its field. */
export function useActionForm<Values extends FieldValues, Output extends FieldValues, Data>({
  schema,
  defaultValues,
  action,
  onDone,
  isStaying = false,
  fieldOf = (path) => path,
}: ActionFormOptions<Values, Output, Data>): ActionForm<Values, Output> {
  const resolver = useMemo(() => zodResolver(schema), [schema]);
  const form = useForm<Values, unknown, Output>({
    resolver,
    defaultValues,
    // Rows are added empty: what is missing in them is said once somebody wants to save, and from then on as it is typed.
    mode: "onSubmit",
  });
  const [failure, setFailure] = useState<ActionError | null>(null);
  const [isSaved, setIsSaved] = useState(false);

  const save = async (output: Output) => {
    setFailure(null);
    const outcome: ActionOutcome<Data> = await runAction(() => action(output));
    if (outcome.ok) {
      if (isStaying) form.reset(form.getValues());
      else setIsSaved(true);
      onDone(outcome.data);
      return;
    }
    const { violations } = outcome.error;
    if (violations.length === 0) setFailure(outcome.error);
    else applyServerErrors(form.setError, violations.map(toFieldError));
  };
  const toFieldError = ({ path, message }: ServerError) => ({ path: fieldOf(path), message });

  return { form, save, failure, isSaved };
}
