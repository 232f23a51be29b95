"use client";

import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { runAction } from "#components/console/run-action.ts";
import { Form } from "#components/form/form.tsx";
import { FormErrorSummary } from "#components/form/form-error-summary.tsx";
import { FormField } from "#components/form/form-field.tsx";
import { showRefusal } from "#components/form/refused.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { changeProfileAction } from "#lib/administrators/actions.ts";
import type { ProfileDto, ProfileInput } from "#lib/administrators/schema.ts";

export function ProfileForm({ profile }: { profile: ProfileDto }) {
  const router = useRouter();
  const { firstName, lastName, email } = profile;
  const form = useForm<ProfileInput>({ defaultValues: { firstName, lastName, email } });
  const save = async (values: ProfileInput) => {
    const outcome = await runAction(() => changeProfileAction(values));
    if (!outcome.ok) return showRefusal(form.setError, outcome.error);
    form.reset(values);
    toast.success("Your profile is saved");
    router.refresh();
  };
  return (
    <Form form={form} onSubmit={save} aria-label="Profile" className="max-w-xl">
      <FormErrorSummary labels={{ firstName: "First name", lastName: "Last name", email: "E-mail" }} />
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField control={form.control} name="firstName" label="First name" optional>
          {({ onValueChange: _, ...field }) => <Input {...field} autoComplete="given-name" />}
        </FormField>
        <FormField control={form.control} name="lastName" label="Last name" optional>
          {({ onValueChange: _, ...field }) => <Input {...field} autoComplete="family-name" />}
        </FormField>
      </div>
      <FormField control={form.control} name="email" label="E-mail" optional>
        {({ onValueChange: _, ...field }) => <Input {...field} type="email" autoComplete="email" />}
      </FormField>
      <div>
        <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
          Save profile
        </Button>
      </div>
    </Form>
  );
}
