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
import { SecretDialog } from "#components/webhooks/secret-dialog.tsx";
import { inviteAdministratorAction } from "#lib/administrators/actions.ts";
import { INVITATION_HOURS } from "#lib/administrators/constants.ts";
import { USERNAME_CHARS_MAX } from "#lib/auth/schema.ts";
import { AccessFields, type AccessValues, accessInput, type StoreChoice } from "./access-fields.tsx";

type Values = AccessValues & { username: string; email: string };

/** Who is invited and as what, then the link, once. */
export function InviteDialog({ trigger, stores }: { trigger: ReactElement; stores: readonly StoreChoice[] }) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const initial: Values = { username: "", email: "", access: "viewer", storeCode: stores[0]?.code ?? "" };
  const form = useForm<Values>({ defaultValues: initial });

  const invite = async ({ username, email, ...access }: Values) => {
    const input = { username: username.trim(), email: email.trim() || null, ...accessInput(access) };
    const outcome = await runAction(() => inviteAdministratorAction(input));
    if (!outcome.ok) return showRefusal(form.setError, outcome.error);
    setIsOpen(false);
    setLink(outcome.data?.link ?? null);
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
        title="Invite an administrator"
        description="You get a link to pass on. Whoever opens it chooses a password and can sign in."
        footer={
          <>
            <DialogClose render={<Button>Cancel</Button>} />
            <Button
              variant="primary"
              loading={form.formState.isSubmitting}
              onClick={() => void form.handleSubmit(invite)()}
            >
              Create link
            </Button>
          </>
        }
      >
        <Form form={form} onSubmit={invite} aria-label="Invite an administrator">
          <FormErrorSummary
            title="No link was created."
            labels={{ username: "User name", email: "E-mail", storeCode: "Store" }}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <FormField control={form.control} name="username" label="User name">
              {({ onValueChange: _, ...field }) => (
                <Input {...field} maxLength={USERNAME_CHARS_MAX} autoComplete="off" autoCapitalize="none" />
              )}
            </FormField>
            <FormField control={form.control} name="email" label="E-mail" optional>
              {({ onValueChange: _, ...field }) => <Input {...field} type="email" autoComplete="off" />}
            </FormField>
          </div>
          <AccessFields control={form.control} stores={stores} />
          {/* Enter in a field creates the link too. */}
          <button type="submit" hidden aria-hidden tabIndex={-1} />
        </Form>
      </Dialog>
      <SecretDialog
        key={link}
        secret={link}
        title="The invitation is ready"
        description={`This link makes one administrator, within ${INVITATION_HOURS} hours. It is shown this once: pass it on to the right person, and nobody else.`}
        label="Invitation link"
        noun="link"
        doneLabel="Done"
        onDone={() => {
          setLink(null);
          router.refresh();
        }}
      />
    </>
  );
}
