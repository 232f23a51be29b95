"use client";

import { useForm } from "react-hook-form";
import { runAction } from "#components/console/run-action.ts";
import { Form } from "#components/form/form.tsx";
import { FormErrorSummary } from "#components/form/form-error-summary.tsx";
import { FormField } from "#components/form/form-field.tsx";
import { showRefusal } from "#components/form/refused.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { changePasswordAction } from "#lib/administrators/actions.ts";
import type { PasswordChange } from "#lib/administrators/schema.ts";
import { PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN } from "#lib/auth/schema.ts";

export function PasswordForm({ username }: { username: string }) {
  const form = useForm<PasswordChange>({ defaultValues: { currentPassword: "", password: "" } });
  const change = async (values: PasswordChange) => {
    const outcome = await runAction(() => changePasswordAction(values));
    if (!outcome.ok) return showRefusal(form.setError, outcome.error);
    // This session has ended too: the sign-in form is next.
    window.location.assign("/sign-in?next=/settings/profile");
  };
  return (
    <Form form={form} onSubmit={change} aria-label="Password" className="max-w-xl">
      <FormErrorSummary
        title="The password was not changed."
        labels={{ currentPassword: "Present password", password: "New password" }}
      />
      {/* Password managers ask whose it is. */}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField control={form.control} name="currentPassword" label="Present password">
          {({ onValueChange: _, ...field }) => (
            <Input
              {...field}
              type="password"
              maxLength={PASSWORD_CHARS_MAX}
              autoComplete="current-password"
            />
          )}
        </FormField>
        <FormField
          control={form.control}
          name="password"
          label="New password"
          description={`${PASSWORD_CHARS_MIN} characters or more.`}
        >
          {({ onValueChange: _, ...field }) => (
            <Input {...field} type="password" maxLength={PASSWORD_CHARS_MAX} autoComplete="new-password" />
          )}
        </FormField>
      </div>
      <div>
        <Button type="submit" loading={form.formState.isSubmitting}>
          Change password
        </Button>
      </div>
    </Form>
  );
}
