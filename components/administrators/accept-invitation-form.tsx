"use client";

import { useForm } from "react-hook-form";
import { runAction } from "#components/console/run-action.ts";
import { Form } from "#components/form/form.tsx";
import { FormErrorSummary } from "#components/form/form-error-summary.tsx";
import { FormField } from "#components/form/form-field.tsx";
import { showRefusal } from "#components/form/refused.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { acceptInvitationAction } from "#lib/administrators/actions.ts";
import { PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN } from "#lib/auth/schema.ts";

/** The password is chosen; signing in with it comes next. */
export function AcceptInvitationForm({ token, username }: { token: string; username: string }) {
  const form = useForm({ defaultValues: { password: "" } });
  const accept = async ({ password }: { password: string }) => {
    const outcome = await runAction(() => acceptInvitationAction({ token, password }));
    if (!outcome.ok) return showRefusal(form.setError, outcome.error);
    window.location.assign("/sign-in");
  };
  return (
    <Form form={form} onSubmit={accept} aria-label="Invitation" className="gap-4">
      <FormErrorSummary title="The invitation was not accepted." labels={{ password: "Password" }} />
      {/* Password managers ask whose it is. */}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <FormField
        control={form.control}
        name="password"
        label="Password"
        description={`${PASSWORD_CHARS_MIN} characters or more.`}
      >
        {({ onValueChange: _, ...field }) => (
          <Input {...field} type="password" maxLength={PASSWORD_CHARS_MAX} autoComplete="new-password" />
        )}
      </FormField>
      <Button type="submit" variant="primary" size="lg" loading={form.formState.isSubmitting}>
        Accept invitation
      </Button>
    </Form>
  );
}
