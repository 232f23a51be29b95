"use client";

import type { ComponentProps } from "react";
import { type FieldValues, FormProvider, type SubmitHandler, type UseFormReturn } from "react-hook-form";
import { cn } from "#components/ui/cn.ts";

type FormProps<Values extends FieldValues, Output extends FieldValues> = Omit<
  ComponentProps<"form">,
  "onSubmit"
> & {
  form: UseFormReturn<Values, unknown, Output>;
  onSubmit: SubmitHandler<Output>;
};

/** Validation is ours, not the browser's; fields find the form through context. */
export function Form<Values extends FieldValues, Output extends FieldValues = Values>({
  form,
  onSubmit,
  className,
  ...props
}: FormProps<Values, Output>) {
  return (
    <FormProvider {...form}>
      <form
        data-slot="form"
        noValidate
        // Sent before scripts run it goes nowhere; otherwise what it holds, passwords too, would be in an address.
        method="dialog"
        className={cn("flex flex-col gap-5", className)}
        onSubmit={(event) => {
          void form.handleSubmit(onSubmit)(event);
        }}
        {...props}
      />
    </FormProvider>
  );
}
